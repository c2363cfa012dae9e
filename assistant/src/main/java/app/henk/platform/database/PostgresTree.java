package app.henk.platform.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installation of PostgreSQL.
 *
 * @param bin the folder of {@code initdb}, {@code pg_ctl} and {@code postgres}
 * @param major for instance 18
 * @param vector whether the installation brings pgvector
 */
record PostgresTree(Path bin, int major, boolean vector) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** The installation whose programs are in this folder; empty when they are not. */
    static Optional<PostgresTree> at(Path bin) {
        if (!Files.isExecutable(bin.resolve("initdb")) || !Files.isExecutable(bin.resolve("pg_ctl"))) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(Command.of(bin.resolve("postgres").toString(), "--version")
                .run()
                .output());
        return version.find()
                ? Optional.of(new PostgresTree(bin, Integer.parseInt(version.group(1)), hasVector(bin)))
                : Optional.empty();
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    /** Debian and Homebrew keep {@code share} far from {@code bin}, everybody else beside it. */
    private static boolean hasVector(Path bin) {
        Path home = bin.getParent();
        if (home == null || home.getFileName() == null) {
            return false;
        }
        return Stream.of(
                        home.resolve("../../../share/postgresql").resolve(home.getFileName()),
                        home.resolve("../../share").resolve(home.getFileName()),
                        home.resolve("share/postgresql"),
                        home.resolve("share"))
                .anyMatch(share -> Files.exists(share.resolve("extension/vector.control")));
    }
}
