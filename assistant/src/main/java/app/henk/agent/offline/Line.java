package app.henk.agent.offline;

import java.util.BitSet;
import java.util.List;

/**
 * A message while it is being read.
 *
 * @param taken tokens that were understood as something, so that nothing is read twice
 */
record Line(String text, List<Token> tokens, BitSet taken, Tongue tongue, Understanding.Setting setting) {

    Words words() {
        return tongue.words();
    }

    String words(int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    void take(int from, int to) {
        taken.set(from, to);
    }

    void take(Contacts.Place place) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).start() < place.end() && tokens.get(i).end() > place.start()) {
                taken.set(i);
            }
        }
    }
}
