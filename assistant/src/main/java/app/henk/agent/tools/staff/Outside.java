package app.henk.agent.tools.staff;

import java.util.regex.Pattern;

/**
 * Names and titles that people outside chose themselves. What looks like a name is read as one; what is long, or has
 * the marks of sentences, may be an instruction in disguise and counts as text from outside.
 */
final class Outside {

    private static final int LONGEST_NAME = 80;
    private static final int MOST_WORDS = 9;
    private static final Pattern SENTENCE = Pattern.compile("[!?;:\\n\\r]|[.] \\p{Lu}|[<>{}\\[\\]`]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Outside() {}

    static boolean isNameLike(String label) {
        return label.length() <= LONGEST_NAME
                && BLANKS.split(label.strip()).length <= MOST_WORDS
                && !SENTENCE.matcher(label).find();
    }

    static String oneLine(String label) {
        String line = BLANKS.matcher(label).replaceAll(" ").strip();
        return line.length() <= 2 * LONGEST_NAME ? line : line.substring(0, 2 * LONGEST_NAME) + "…";
    }
}
