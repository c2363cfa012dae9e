package app.henk.agent.offline;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What an earlier start has learnt, kept in a folder of the home: read in a moment where learning takes seconds of both
 * processors. It counts for the very same program and phrases alone; what is missing, torn or another's is learnt anew.
 */
@Component
final class LearntWeights {

    /** Learns at every start: where the program is no single file, nothing tells whether it is the same. */
    static final LearntWeights NONE = new LearntWeights(Optional.empty(), "");

    private static final Logger LOG = LoggerFactory.getLogger(LearntWeights.class);
    private static final int SHORT = 16;

    private final Optional<Path> folder;
    private final String program;

    @Autowired
    LearntWeights(@Value("${henk.home}") Path home) {
        this(
                ownProgram().map(jar -> home.resolve("learnt")),
                ownProgram().map(LearntWeights::hash).orElse(""));
    }

    /** @param program tells one program from another */
    LearntWeights(Optional<Path> folder, String program) {
        this.folder = folder;
        this.program = program;
    }

    boolean isKept() {
        return folder.isPresent();
    }

    /**
     * @param phrases all that the weights follow from besides the program, as text
     * @param learn done when they are not there
     */
    Weights of(String language, String phrases, Supplier<Weights> learn) {
        if (folder.isEmpty()) {
            return learn.get();
        }
        String name = language + "-" + hash((program + phrases).getBytes(StandardCharsets.UTF_8));
        Path file = folder.get().resolve(name);
        return read(file).orElseGet(() -> {
            Weights learnt = learn.get();
            keep(learnt, file, language);
            return learnt;
        });
    }

    private static Optional<Weights> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var checked = new CRC32();
        try (var in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), checked))) {
            Weights weights = Weights.read(in);
            long sum = checked.getValue();
            return sum == in.readLong() ? Optional.of(weights) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("What was learnt cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Beside the file and then in its place, so that a start that is killed leaves none that is torn. */
    private static void keep(Weights weights, Path file, String language) {
        Path folder = file.resolveSibling("");
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, language + "-", "");
            var checked = new CRC32();
            try (var out = new DataOutputStream(
                    new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)), checked))) {
                weights.write(out);
                out.writeLong(checked.getValue());
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, language + "-*")) {
                for (Path one : old) {
                    if (!one.equals(file)) {
                        Files.deleteIfExists(one);
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("What was learnt cannot be kept: {}", e.toString());
        }
    }

    /** The file that this program came in; empty while it is a folder of classes. */
    private static Optional<Path> ownProgram() {
        return Optional.ofNullable(LearntWeights.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .filter(location -> location.getProtocol().equals("file"))
                .map(location -> {
                    try {
                        return Path.of(location.toURI());
                    } catch (URISyntaxException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(Files::isRegularFile);
    }

    private static String hash(Path file) {
        try {
            return hash(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(sum, 0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
