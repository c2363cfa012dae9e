package app.henk.agent;

/**
 * What comes from outside before a model reads it: bounded, and without the characters that show nothing and mean
 * something (tags, zero width, direction marks). It looks for no evil words: nothing that a text can make a model say
 * widens what the turn may do.
 */
final class InputGuard {

    private InputGuard() {}

    static String clean(String text, int longest) {
        if (text.length() <= longest && isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), longest));
        text.codePoints().filter(InputGuard::isVisible).forEach(c -> {
            if (clean.length() < longest) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().strip();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && !isVisible(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int c) {
        // the joiner stays: emoji are built with it
        return c == '\n'
                || c == '\t'
                || c == 0x200D
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> false;
                    default -> true;
                };
    }
}
