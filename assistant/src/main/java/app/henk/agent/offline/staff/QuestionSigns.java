package app.henk.agent.offline.staff;

import java.util.List;
import java.util.Optional;

/** Tells by its turn of phrase that a clause asks, whatever words of a command it has. */
final class QuestionSigns {

    private QuestionSigns() {}

    static boolean in(Clause clause) {
        return isInterrogative(clause)
                || isRanking(clause)
                || isProportion(clause)
                || isWhether(clause)
                || tellsWhich(clause)
                || asksAgain(clause)
                || tellsWhen(clause)
                || sendsOver(clause)
                || tellsFigure(clause);
    }

    /** "Schick mal die verlorenen von Boris rüber", "send me the open deals": to whom who speaks. */
    private static boolean sendsOver(Clause clause) {
        return clause.at("send_over", 0).isPresent()
                && (clause.has("status") || clause.has("plural_entity") || clause.has("measure"))
                && !clause.has("title_words")
                && !clause.has("appointment");
    }

    /** "Total lost value in November": a state with a figure. */
    private static boolean tellsFigure(Clause clause) {
        return new Quantities(clause).all().isEmpty()
                && clause.all("status").stream()
                        .anyMatch(state -> clause.onlySmall(0, state.from())
                                && clause.at("number_field", state.to()).isPresent());
    }

    private static boolean isInterrogative(Clause clause) {
        return clause.at("interrogative", 0).isPresent()
                || (clause.at("interrogative", 1).isPresent() && clause.isSmall(0))
                || clause.at("asking", 0).isPresent()
                || (clause.has("measure") && clause.has("entity"))
                || (clause.has("measure") && clause.has("by") && clause.has("dimension"))
                || beginsWithFigure(clause)
                || (clause.has("comparing") && asksBehindColon(clause));
    }

    /** "Cancity vs Isdom: who bought more?" */
    private static boolean asksBehindColon(Clause clause) {
        return clause.all("interrogative").stream().anyMatch(hit -> hit.from() > 0 && clause.isBehindColon(hit.from()));
    }

    /** "Trefferquote von Anna": a figure is known, never set. A value or a number may be told. */
    private static boolean beginsWithFigure(Clause clause) {
        return clause.at("measure", 0)
                .filter(hit ->
                        !hit.meaning().equals("sum(value)") && !hit.meaning().startsWith("count"))
                .isPresent();
    }

    /** "Won vs lost by region", "Verhältnis gewonnen zu verloren". */
    private static boolean isProportion(Clause clause) {
        return clause.all("status").stream()
                                .map(Lexicon.Hit::meaning)
                                .distinct()
                                .count()
                        > 1
                && (clause.has("by") || clause.has("comparing") || clause.has("comparing_noun"));
    }

    private static boolean isRanking(Clause clause) {
        // "first deal we ever won"
        int head = clause.at("article", 0).map(Lexicon.Hit::to).orElse(0);
        boolean first = (clause.at("first_word", head).isPresent()
                        || clause.at("last", head).isPresent())
                && clause.isAnyway("entity", head + 1);
        return ((clause.has("most") || clause.has("newest")) && clause.has("entity")) || clause.has("sorted") || first;
    }

    /** "Hat Boris diesen Monat etwas gewonnen?", "anything lost yesterday?" */
    private static boolean isWhether(Clause clause) {
        return clause.isQuestionMarked()
                && (clause.at("auxiliary", 0).isPresent()
                        || clause.has("how_much")
                        || (clause.has("anything") && saysWhatBecame(clause)));
    }

    private static boolean saysWhatBecame(Clause clause) {
        return clause.has("status") || clause.has("sold");
    }

    /** "Alle, die Boris verloren hat", "Deals ohne Aufgabe". */
    private static boolean tellsWhich(Clause clause) {
        boolean all = clause.at("all_that", 0).isPresent() && saysWhatBecame(clause);
        boolean relative = clause.at("every", 0).isPresent() && clause.has("relative");
        boolean without = clause.at("plural_entity", 0).isPresent() && clause.has("without");
        return all || relative || without;
    }

    /** "Same thing for the lost ones", "dasselbe je Team". */
    private static boolean asksAgain(Clause clause) {
        boolean again =
                clause.at("same_for", 0).isPresent() || clause.at("same", 0).isPresent();
        boolean ofOne = clause.names().stream().anyMatch(name -> !name.field().equals("stage"));
        return again && !ofOne && (saysWhatBecame(clause) || (clause.has("dimension") && clause.has("by")));
    }

    /** "Gewonnen in KW 48", "lost in the last 30 days". */
    private static boolean tellsWhen(Clause clause) {
        List<Periods.Dated> times =
                clause.at("status", 0).isPresent() && clause.at("in_time", 1).isPresent()
                        ? new Periods(clause, false, Optional.empty(), false).all()
                        : List.of();
        return times.stream().anyMatch(dated -> dated.from() <= 2);
    }
}
