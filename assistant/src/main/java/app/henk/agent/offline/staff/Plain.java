package app.henk.agent.offline.staff;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Recognises what stands for itself: yes and no, a greeting, thanks, a call for help. */
final class Plain {

    private Plain() {}

    static Optional<Command> of(Clause clause) {
        for (String kind : List.of("thanks", "help", "greet", "agree", "deny")) {
            if (isNothingBut(kind, clause)) {
                return Optional.of(
                        switch (kind) {
                            case "agree" -> new Command.Answer(true);
                            case "deny" -> new Command.Answer(false);
                            default -> new Command.Courtesy(kind);
                        });
            }
        }
        return Optional.empty();
    }

    private static boolean isNothingBut(String kind, Clause clause) {
        Optional<BitSet> found = CommandPatterns.find(kind, clause);
        if (found.isEmpty()) {
            return false;
        }
        for (int i = 0; i < clause.size(); i++) {
            if (!found.get().get(i)
                    && !clause.tokens.get(i).isMark()
                    && clause.at("around", i).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
