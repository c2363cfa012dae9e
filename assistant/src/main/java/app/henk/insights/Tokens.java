package app.henk.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a query's text, one after the other. */
final class Tokens {

    private static final int LONGEST = 4000;

    enum Kind {
        WORD,
        QUOTED,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {}

    private static final Pattern NEXT = Pattern.compile(
            "\\s*(?:(?<quoted>\"(?:[^\"\\\\]|\\\\.)*\")|(?<sign><=|>=|!=|[=<>~(),])|(?<word>[\\p{L}\\p{N}_.+%/:&'-]+))");

    private final List<Token> tokens = new ArrayList<>();
    private int position;

    Tokens(String text) {
        if (text.length() > LONGEST) {
            throw new NotUnderstood(Refusal.Reason.TOO_MUCH, LONGEST + " letters", List.of());
        }
        Matcher matcher = NEXT.matcher(text);
        int at = 0;
        while (!text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new NotUnderstood(
                        Refusal.Reason.GRAMMAR, text.substring(at).strip(), List.of());
            }
            at = matcher.end();
            tokens.add(token(matcher));
        }
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("quoted") != null) {
            String quoted = matcher.group("quoted");
            return new Token(
                    Kind.QUOTED, quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1"));
        }
        return matcher.group("sign") != null
                ? new Token(Kind.SIGN, matcher.group("sign"))
                : new Token(Kind.WORD, matcher.group("word"));
    }

    /** As it has to be written to be read as one word again. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    Token peek() {
        return position < tokens.size() ? tokens.get(position) : new Token(Kind.END, "");
    }

    Token next() {
        Token token = peek();
        position++;
        return token;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    /** Whether the next one is this keyword or sign; a quoted word never is. */
    boolean sees(String expected) {
        return peek().kind() != Kind.QUOTED && peek().text().equalsIgnoreCase(expected);
    }

    boolean take(String expected) {
        boolean there = sees(expected);
        if (there) {
            position++;
        }
        return there;
    }

    void expect(String expected) {
        if (!take(expected)) {
            throw stopped(List.of(expected));
        }
    }

    /** The refusal of what stands here. */
    NotUnderstood stopped(List<String> expected) {
        return new NotUnderstood(Refusal.Reason.GRAMMAR, peek().text(), expected);
    }
}
