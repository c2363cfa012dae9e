package app.henk.agent.grounding;

import java.net.URI;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Links, pictures and tags in an answer. One that leads to a host that the tenant's own texts do not name could carry
 * away what was said; only its words are kept.
 */
final class Links {

    static final int OPEN = -1;
    static final int NONE = 0;
    private static final int LONGEST = 500;

    private Links() {}

    /** Index behind "[…](…)", "[…][…]" or "<…>"; {@link #OPEN} while it may become one, {@link #NONE} if it is none. */
    static int end(CharSequence text, int from) {
        if (text.charAt(from) == '<') {
            if (from + 1 == text.length()) {
                return OPEN;
            }
            char next = text.charAt(from + 1);
            return Character.isLetter(next) || next == '/' || next == '!' ? closing(text, from, '>') : NONE;
        }
        int bracket = closing(text, from, ']');
        if (bracket <= 0) {
            return bracket;
        }
        if (bracket == text.length()) {
            return OPEN;
        }
        return switch (text.charAt(bracket)) {
            case '(' -> closing(text, bracket, ')');
            case '[' -> closing(text, bracket, ']');
            case ':' -> closing(text, bracket, '\n');
            default -> NONE;
        };
    }

    private static int closing(CharSequence text, int from, char sign) {
        for (int i = from + 1; i < text.length() && i - from < LONGEST; i++) {
            if (text.charAt(i) == sign) {
                return sign == '\n' ? i : i + 1;
            }
        }
        return text.length() - from >= LONGEST ? NONE : OPEN;
    }

    /** The link itself when it is the tenant's own and says no figure, otherwise its words alone. */
    static String plain(String link, Predicate<String> ours) {
        if (link.charAt(0) == '<') {
            String inside = link.substring(1, link.length() - 1);
            return isOurs(inside, ours) ? inside : "";
        }
        int bracket = link.indexOf(']');
        String text = link.substring(1, bracket);
        boolean target = bracket + 1 < link.length() && link.charAt(bracket + 1) == '(';
        if (target
                && text.chars().noneMatch(Character::isDigit)
                && isOurs(link.substring(bracket + 2, link.length() - 1), ours)) {
            return link;
        }
        return bracket + 1 < link.length() && link.charAt(bracket + 1) == ':' ? "" : text;
    }

    static boolean isOurs(String address, Predicate<String> ours) {
        try {
            URI uri = URI.create(address.startsWith("www.") ? "https://" + address : address.strip());
            String host = uri.getHost();
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && host != null && ours.test("://" + host.toLowerCase(Locale.ROOT)) && uri.getUserInfo() == null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
