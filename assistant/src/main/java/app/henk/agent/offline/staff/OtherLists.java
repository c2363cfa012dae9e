package app.henk.agent.offline.staff;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is asked beside the typed query: what was promised, what nobody could answer yet, who waits for a person, how
 * far groups are, and figures that are made of these.
 */
final class OtherLists {

    private static final String ENTITY = "entity";

    private final Heard heard;
    private final Clause clause;

    OtherLists(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    Optional<Command> read() {
        return promises()
                .or(this::questions)
                .or(this::handoffs)
                .or(this::groups)
                .or(new KpiQuestions(heard)::read);
    }

    private Optional<Command> promises() {
        return heard.found("open_promises") ? Heard.call("find", Map.of(ENTITY, "promises")) : Optional.empty();
    }

    private Optional<Command> questions() {
        return heard.found("open_questions") ? Heard.call("find", Map.of(ENTITY, "questions")) : Optional.empty();
    }

    /** "Wer wartet auf ein Angebot?" is none: nothing else may be said. */
    private Optional<Command> handoffs() {
        return CommandPatterns.find("open_handoffs", clause)
                .filter(found -> said(found).isEmpty())
                .flatMap(found -> Heard.call("find", Map.of(ENTITY, "handoffs")));
    }

    /** What else is said names the group. */
    private Optional<Command> groups() {
        return CommandPatterns.find("groups", clause).flatMap(found -> {
            BitSet named = said(found);
            return named.isEmpty()
                    ? Heard.call("find", Map.of(ENTITY, "groups"))
                    : Heard.call(
                            "find", Map.of(ENTITY, "groups", "where", clause.raw(named.nextSetBit(0), named.length())));
        });
    }

    /** The words beside a turn of phrase that carry something. */
    private BitSet said(BitSet phrase) {
        BitSet said = new BitSet();
        for (int i = 0; i < clause.size(); i++) {
            if (!phrase.get(i) && !clause.tokens.get(i).isMark() && !clause.isSmall(i)) {
                said.set(i);
            }
        }
        return said;
    }
}
