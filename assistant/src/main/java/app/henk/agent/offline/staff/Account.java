package app.henk.agent.offline.staff;

import app.henk.agent.offline.Span;
import app.henk.agent.offline.When;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is told of a talk behind its first comma: what was said in it, and what is to be done next by a day. A part that
 * does not clearly say what is to be done was said.
 */
record Account(String text, Optional<Step> step) {

    record Step(String text, LocalDate due) {}

    private record Part(int from, int to) {}

    static Account of(Clause clause) {
        List<String> told = new ArrayList<>();
        Optional<Step> step = Optional.empty();
        for (Part part : parts(clause)) {
            Optional<Step> next = step(clause, part);
            if (next.isPresent() && step.isEmpty()) {
                step = next;
            } else if (tells(clause, part)) {
                told.add(clause.raw(part.from(), part.to()));
            }
        }
        return new Account(String.join(", ", told), step);
    }

    private static List<Part> parts(Clause clause) {
        int[] commas = IntStream.range(0, clause.size())
                .filter(i -> clause.isMark(i, ",")
                        || i + 1 == clause.size() && clause.tokens.get(i).isMark())
                .toArray();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < commas.length && clause.isMark(commas[i], ","); i++) {
            int end = i + 1 < commas.length ? commas[i + 1] : clause.size();
            if (end > commas[i] + 1) {
                parts.add(new Part(commas[i] + 1, end));
            }
        }
        return parts;
    }

    /** A name behind a comma says whom it was with. */
    private static boolean tells(Clause clause, Part part) {
        return IntStream.range(part.from(), part.to())
                .anyMatch(i ->
                        clause.tokens.get(i).isWord() && !clause.tokens.get(i).isCapitalised());
    }

    private static Optional<Step> step(Clause whole, Part part) {
        Clause clause = new Clause(whole.text, whole.tokens.subList(part.from(), part.to()), whole.tongue);
        boolean toDo = CommandPatterns.find("errand", clause)
                        .filter(found -> clause.onlySmall(0, found.nextSetBit(0)))
                        .isPresent()
                || CommandPatterns.find("errand_last", clause).isPresent();
        Slots slots = new Slots(clause);
        Optional<LocalDate> due =
                slots.span().map(Span::value).map(When::to).filter(day -> !day.isBefore(clause.tongue.today()));
        if (!toDo || due.isEmpty()) {
            return Optional.empty();
        }
        slots.day(true);
        return Optional.of(new Step(new Mentions(clause).rest(), due.get()));
    }
}
