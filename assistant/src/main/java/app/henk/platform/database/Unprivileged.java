package app.henk.platform.database;

import app.henk.platform.StartRefused;
import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where Henk is root, for instance in a container, its programs run in a user
 * namespace in which they are nobody, and where namespaces are forbidden, as the user nobody, who keeps the one right
 * to walk through folders that are root's alone.
 *
 * @param prefix goes before each command line; empty for a normal user
 * @param owner whom the files must belong to
 */
record Unprivileged(List<String> prefix, String owner) {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> NOBODY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            // access(2) would not know of the right otherwise
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    static Unprivileged find() {
        if (new UnixSystem().getUid() != 0) {
            // as a user without a name, which PostgreSQL refuses too, the namespace makes it nobody
            return new Unprivileged(works(List.of("id", "-un"), List.of()) ? List.of() : NAMESPACE, "");
        }
        if (works(NAMESPACE)) {
            return new Unprivileged(NAMESPACE, "0:0");
        }
        if (works(NOBODY)) {
            return new Unprivileged(NOBODY, "65534:65534");
        }
        throw new StartRefused(
                "PostgreSQL does not run as root, and this system lets root start it as nobody else.",
                "Start Henk as a normal user, or set DATABASE_URL to a PostgreSQL server that is already running.");
    }

    Command.Result run(String... command) {
        return Command.of(command).behind(prefix).run();
    }

    /** Hands the cluster's files to the user that will run it. */
    void own(Path folder) {
        if (!owner.isEmpty()) {
            Command.of("chown", "-R", owner, folder.toString()).run();
        }
    }

    private static boolean works(List<String> prefix) {
        return works(List.of("true"), prefix);
    }

    private static boolean works(List<String> command, List<String> prefix) {
        return new Command(command).behind(prefix).run().succeeded();
    }
}
