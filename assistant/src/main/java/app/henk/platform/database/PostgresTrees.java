package app.henk.platform.database;

import app.henk.platform.StartRefused;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for the best PostgreSQL that this machine can start: one with pgvector, else the one inside the jar. */
final class PostgresTrees {

    private final Path home;
    private final Path cache;

    PostgresTrees(Path home) {
        this.home = home;
        this.cache = cacheOr(home);
    }

    /** For a new database. */
    PostgresTree best() {
        return installed()
                .filter(PostgresTree::vector)
                .max(Comparator.comparingInt(PostgresTree::major))
                .orElseGet(() -> BundledPostgres.unpackedIn(cache));
    }

    /** For data that an earlier start wrote: another major version could not read them. */
    PostgresTree forData(int major) {
        Optional<PostgresTree> vector = installed()
                .filter(tree -> tree.major() == major && tree.vector())
                .findFirst();
        return vector.orElseGet(() -> {
            PostgresTree bundled = BundledPostgres.unpackedIn(cache);
            return bundled.major() == major ? bundled : installedWithoutVector(major);
        });
    }

    private PostgresTree installedWithoutVector(int major) {
        return installed()
                .filter(tree -> tree.major() == major)
                .findFirst()
                .orElseThrow(() -> new StartRefused(
                        "The data in " + home + " were written by PostgreSQL " + major
                                + ", which is not on this machine any more.",
                        "Install PostgreSQL " + major + ", or set HENK_HOME to an empty folder to begin anew."));
    }

    private Stream<PostgresTree> installed() {
        return candidates().map(PostgresTree::at).flatMap(Optional::stream);
    }

    private Stream<Path> candidates() {
        List<Path> found = new ArrayList<>();
        for (Path root : List.of(home, cache)) {
            for (Path tree : children(root, "postgres-*")) {
                children(tree.resolve("usr/lib/postgresql"), "*").forEach(version -> found.add(version.resolve("bin")));
            }
        }
        children(Path.of("/usr/lib/postgresql"), "*").forEach(version -> found.add(version.resolve("bin")));
        for (String homebrew : List.of("/opt/homebrew/opt", "/usr/local/opt")) {
            children(Path.of(homebrew), "postgresql@*").forEach(version -> found.add(version.resolve("bin")));
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "pg_ctl"))) {
                found.add(Path.of(folder));
            }
        }
        return found.stream().distinct();
    }

    private static List<Path> children(Path folder, String pattern) {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
                stream.forEach(children::add);
            } catch (IOException e) {
                return List.of();
            }
        }
        children.sort(Comparator.reverseOrder());
        return children;
    }

    /** One copy for each user, so that a second checkout starts at once; a user without a home keeps it in Henk's. */
    private static Path cacheOr(Path home) {
        String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path cache = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        try {
            return Files.createDirectories(cache.resolve("henk"));
        } catch (IOException e) {
            return home;
        }
    }
}
