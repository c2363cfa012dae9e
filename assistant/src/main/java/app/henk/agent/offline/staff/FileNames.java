package app.henk.agent.offline.staff;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a file that a message speaks of. */
final class FileNames {

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\d][\\p{L}\\d_.()-]{0,100}\\.(csv|xlsx?|txt|tsv)\\b", Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    static Optional<String> in(String text) {
        Matcher matcher = NAME.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
