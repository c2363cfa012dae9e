package app.henk.agent.offline.staff;

import java.util.Optional;
import java.util.stream.IntStream;

/** Tells whether a clause speaks of what is to be done, not of what was: a step, an appointment to come, an errand. */
final class Intended {

    private final Heard heard;
    private final Clause clause;

    Intended(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    /** "Verschieb die Aufgabe …": there is one already, and it is to be another. */
    boolean changesOne() {
        return heard.found("update")
                && clause.first("kind")
                        .filter(noun -> noun.meaning().equals("task"))
                        .filter(noun -> clause.at("definite", noun.from() - 1).isPresent())
                        .isPresent();
    }

    /** "Nächster Schritt Angebot schicken bis Mittwoch" says it and does not ask for it. */
    boolean isStep() {
        return !clause.isQuestionMarked()
                && CommandPatterns.find("next_actions", clause)
                        .filter(found -> clause.onlySmall(0, found.nextSetBit(0)))
                        .filter(found -> clause.text.startsWith(
                                        ":",
                                        clause.tokens.get(found.length() - 1).end())
                                || isToCome(clause.size()))
                        .isPresent();
    }

    /** "Termin mit Krause am Dienstag": it has not been yet. */
    boolean isAppointment() {
        return clause.has("appointment") && !clause.has("was_then") && !heard.found("log_task") && isToCome(comma());
    }

    private int comma() {
        return IntStream.range(0, clause.size())
                .filter(i -> clause.isMark(i, ","))
                .findFirst()
                .orElse(clause.size());
    }

    /** Whether a day that is today or later is said before a place. */
    private boolean isToCome(int before) {
        return new Slots(clause.fresh())
                .span()
                .filter(span -> span.to() <= before)
                .filter(span -> !span.value().to().isBefore(clause.tongue.today()))
                .isPresent();
    }

    /** "Ruf Herrn Petri am Montag zurück": something for oneself, because it has a day that is to come. */
    boolean isErrand() {
        // "Weber anrufen morgen um 10"
        boolean listed = heard.found("errand_last")
                && !clause.isQuestionMarked()
                && Happened.TALKS.stream().noneMatch(type -> heard.found("log_" + type));
        return (errand().isPresent() || listed) && isToCome(clause.size());
    }

    /** Where the verb stands with which it begins. */
    Optional<Integer> errand() {
        return CommandPatterns.find("errand", clause)
                .map(found -> found.nextSetBit(0))
                .filter(at -> clause.onlySmall(0, at));
    }
}
