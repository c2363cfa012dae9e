package app.henk.agent.grounding;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Knows the instructions well enough to notice when somebody reads them out: eight words in a row. */
final class PromptLeak {

    private static final int WINDOW = 8;
    private static final int BASE = 1_000_003;

    private final Set<Integer> windows = new HashSet<>();

    PromptLeak(String secret) {
        Reader reader = new Reader();
        for (String word : secret.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            if (!word.isEmpty() && reader.add(word)) {
                windows.add(reader.hash);
            }
        }
    }

    Reader reader() {
        return new Reader();
    }

    /** Follows one text. */
    final class Reader {

        private final int[] last = new int[WINDOW];
        private int count;
        private int hash;

        /** True when this word completes a window; of the instructions' own reader, always once there are enough. */
        private boolean add(String word) {
            last[count++ % WINDOW] = word.hashCode();
            if (count < WINDOW) {
                return false;
            }
            int h = 0;
            for (int i = 0; i < WINDOW; i++) {
                h = h * BASE + last[(count + i) % WINDOW];
            }
            hash = h;
            return true;
        }

        /** Whether the words up to this one stand so in the instructions. */
        boolean recites(String word) {
            return add(word) && windows.contains(hash);
        }
    }
}
