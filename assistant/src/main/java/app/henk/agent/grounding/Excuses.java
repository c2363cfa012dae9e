package app.henk.agent.grounding;

import java.util.function.BiFunction;
import java.util.function.Consumer;

/** What is said where a sentence was not let through: honestly, in other words each time, and not over and over. */
final class Excuses {

    private static final int MOST = 2;

    private final BiFunction<String, Integer, String> wording;
    private final Consumer<Step> counted;
    private int times;

    Excuses(BiFunction<String, Integer, String> wording, Consumer<Step> counted) {
        this.wording = wording;
        this.counted = counted;
    }

    int count() {
        return times;
    }

    /**
     * @param begun part of the sentence has been shown
     * @param afterSpace the text so far ends with white space
     */
    String next(Step why, boolean begun, boolean afterSpace) {
        counted.accept(why);
        int before = times++;
        if (before >= MOST) {
            return begun ? "…" : "";
        }
        String text = wording.apply(key(why, begun), before);
        String plain = begun ? text : text.replaceFirst("^… ", "");
        return begun && !afterSpace && !plain.startsWith("…") ? " " + plain : plain;
    }

    private static String key(Step why, boolean begun) {
        return switch (why) {
            case PROMISE -> "agent.promise";
            case SECRET -> "agent.secret";
            case FIGURE, NAME, WAIT, ON -> "agent.ungrounded." + (begun ? "fragment" : "sentence");
        };
    }
}
