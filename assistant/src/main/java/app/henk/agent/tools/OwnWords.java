package app.henk.agent.tools;

import java.util.Collection;
import java.util.Locale;

/** What the person has said in this conversation, to tell a fact that was told from one that a model made up. */
public final class OwnWords {

    private final String text;
    private final String digits;

    public OwnWords(Collection<String> said) {
        text = String.join("\n", said).toLowerCase(Locale.ROOT);
        digits = digitsOf(text);
    }

    /** Whether every word of this occurs among the person's own. */
    public boolean contain(String value) {
        for (String word : value.toLowerCase(Locale.ROOT).split("[\\s,]+")) {
            if (!word.isEmpty() && !text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether this telephone number was told, however either is spaced; the country's prefix may have been added. */
    public boolean containNumber(String value) {
        String wanted = digitsOf(value);
        return wanted.length() >= 6 && (digits.contains(wanted) || digits.contains(wanted.substring(2)));
    }

    private static String digitsOf(String text) {
        StringBuilder found = new StringBuilder();
        text.chars().filter(Character::isDigit).forEach(c -> found.append((char) c));
        return found.toString();
    }
}
