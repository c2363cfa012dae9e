package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads somebody new who is told of before it is said that they are to be kept: "Hab auf der Messe Herrn Pfau getroffen,
 * braucht 20 Uniformen, leg ihn als Lead an". What was told is what is kept.
 */
final class Stories {

    private static final List<String> TOLD = List.of("log_meeting", "log_call", "log_email", "make", "create");

    private final String text;
    private final Tongue tongue;

    Stories(String text, Tongue tongue) {
        this.text = text;
        this.tongue = tongue;
    }

    /** Empty when the message is none. */
    Optional<Command> of(List<Token> tokens) {
        List<Clause> clauses = new Clauses(text, tongue).of(tokens);
        boolean kept = clauses.size() > 1
                && keeps(clauses.getLast())
                && Provisos.in(clauses.getLast()).isEmpty();
        if (!kept) {
            return Optional.empty();
        }
        Clause whole = new Clause(text, List.copyOf(tokens), tongue);
        String kind = clauses.getLast()
                .first("created_kind")
                .or(() -> clauses.getLast().first("kind"))
                .map(Lexicon.Hit::meaning)
                .orElse("lead");
        TOLD.forEach(command -> CommandPatterns.take(command, whole));
        Stream.of("created_kind", "reference")
                .forEach(section -> whole.all(section).forEach(whole::take));
        return Optional.of(new Creations(whole, new Slots(whole), Optional.empty()).read(kind))
                .filter(command ->
                        command instanceof Command.Call call && call.tool().equals("create_lead"));
    }

    /** "Leg ihn als Lead an": points back, and names nobody itself. */
    private static boolean keeps(Clause last) {
        Clause clause = last.fresh();
        boolean makes = CommandPatterns.take("make", clause);
        clause.all("created_kind").forEach(clause::take);
        return makes && clause.has("reference") && new Mentions(clause).runs().isEmpty();
    }
}
