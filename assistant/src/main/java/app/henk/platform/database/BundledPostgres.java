package app.henk.platform.database;

import app.henk.platform.StartRefused;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL that comes inside Henk's own jar, unpacked once for each user of the machine. */
final class BundledPostgres {

    private static final String VERSION = "18.6";

    private BundledPostgres() {}

    static PostgresTree unpackedIn(Path cache) {
        Path tree = cache.resolve("postgres-" + VERSION);
        try {
            if (Files.notExists(tree)) {
                unpack(cache, tree);
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL could not be unpacked to " + cache + ": " + e.getMessage(),
                    "Make the folder writable, or set DATABASE_URL to a PostgreSQL server.",
                    e);
        }
        return PostgresTree.at(tree.resolve("bin"))
                .orElseThrow(() -> new StartRefused(
                        "The embedded PostgreSQL in " + tree + " does not run on this system.",
                        "Set DATABASE_URL to a PostgreSQL server, or delete that folder and start again."));
    }

    /** Several tests may come here at once: one unpacks, the others wait, nobody sees half a tree. */
    private static void unpack(Path cache, Path tree) throws IOException {
        Files.createDirectories(cache);
        Path lock = cache.resolve("postgres.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (held.isValid() && Files.exists(tree)) {
                return;
            }
            Path incomplete = Files.createTempDirectory(cache, "unpacking-");
            try (InputStream archive = archive()) {
                extract(archive, incomplete);
            }
            Files.setPosixFilePermissions(incomplete, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(incomplete, tree, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    }

    private static void extract(InputStream archive, Path folder) throws IOException {
        var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("The archive wants to write outside of its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(target.getParent());
                Files.copy(tar, target);
                Files.setPosixFilePermissions(
                        target,
                        PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
