package app.henk.agent.tools;

import java.util.List;

/**
 * One argument of a tool. Arguments are flat: every model fills those reliably, and every one can be checked.
 *
 * @param options what may be chosen; for choices only
 * @param max characters of a text, entries of a list, or the largest number
 */
public record Parameter(String name, Kind kind, boolean required, List<String> options, int max) {

    public enum Kind {
        TEXT,
        WHOLE,
        DECIMAL,
        SIGNED,
        FLAG,
        DATE,
        CHOICE,
        TEXTS,
        CHOICES
    }

    private static final int LONGEST_ENTRY = 80;

    public static Parameter text(String name, int longest) {
        return new Parameter(name, Kind.TEXT, false, List.of(), longest);
    }

    public static Parameter texts(String name, int most) {
        return new Parameter(name, Kind.TEXTS, false, List.of(), most);
    }

    public static Parameter choice(String name, String... options) {
        return new Parameter(name, Kind.CHOICE, false, List.of(options), 1);
    }

    public static Parameter choices(String name, String... options) {
        return new Parameter(name, Kind.CHOICES, false, List.of(options), options.length);
    }

    public static Parameter whole(String name, int largest) {
        return new Parameter(name, Kind.WHOLE, false, List.of(), largest);
    }

    public static Parameter decimal(String name, int largest) {
        return new Parameter(name, Kind.DECIMAL, false, List.of(), largest);
    }

    /** From minus the largest to the largest. */
    public static Parameter signed(String name, int largest) {
        return new Parameter(name, Kind.SIGNED, false, List.of(), largest);
    }

    public static Parameter date(String name) {
        return new Parameter(name, Kind.DATE, false, List.of(), 0);
    }

    public static Parameter flag(String name) {
        return new Parameter(name, Kind.FLAG, false, List.of(), 0);
    }

    public Parameter mandatory() {
        return new Parameter(name, kind, true, options, max);
    }

    int longestEntry() {
        return kind == Kind.TEXT ? max : LONGEST_ENTRY;
    }
}
