package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Missing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads a few words as the answer to what was asked back. */
final class Completion {

    private static final int MOST_WORDS = 8;
    private static final Set<String> BARE = Set.of("get");

    private Completion() {}

    static boolean isOpen(String earlier) {
        return !earlier.isBlank();
    }

    /** Whether a message is no command and no whole question of its own. */
    static boolean couldBe(String text, List<Command> alone) {
        return text.split("\\s+").length <= MOST_WORDS
                && alone.stream().allMatch(command -> switch (command) {
                    case Command.Unclear _, Command.Refused _, Missing _ -> true;
                    case Command.Call call -> BARE.contains(call.tool());
                    case Command.Ask ask -> ask.followsUp();
                    case Command.ForAll _, Command.Withheld _, Command.Answer _, Command.Courtesy _ -> false;
                });
    }

    /**
     * What could not be done before and can be now; empty when the words do not complete it.
     *
     * @param open what was understood before
     * @param understanding of both together
     */
    static Optional<List<Command>> of(
            List<Command> open, Function<String, List<Command>> understanding, String earlier, String text) {
        if (open.stream().noneMatch(Missing.class::isInstance)) {
            return Optional.empty();
        }
        String before = earlier.strip().replaceAll("[.!?…]+$", "");
        for (String between : List.of(" ", ": ", ", ")) {
            List<Command> whole = understanding.apply(before + between + text.strip());
            boolean same = whole.size() == open.size()
                    && IntStream.range(0, whole.size())
                            .allMatch(i -> open.get(i) instanceof Missing missing
                                    ? whole.get(i) instanceof Command.Call call
                                            && (missing.what().equals("kind")
                                                    || call.tool().equals(missing.tool()))
                                    : whole.get(i).equals(open.get(i)));
            if (same) {
                return Optional.of(IntStream.range(0, whole.size())
                        .filter(i -> open.get(i) instanceof Missing)
                        .mapToObj(whole::get)
                        .toList());
            }
        }
        return Optional.empty();
    }
}
