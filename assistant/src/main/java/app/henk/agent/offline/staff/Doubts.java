package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds what a question asks of groups as a whole, which no condition on one record says: then it is not answered. */
final class Doubts {

    private static final Pattern YEAR = Pattern.compile("20[1-3]\\d");

    private final Clause clause;
    private final Draft draft;
    private final Ranking ranking;
    private final Breakdown breakdown;

    Doubts(Clause clause, Draft draft, Ranking ranking, Breakdown breakdown) {
        this.clause = clause;
        this.draft = draft;
        this.ranking = ranking;
        this.breakdown = breakdown;
    }

    /** "Welche Kunden haben für mehr als 100k gekauft?" sets a bound to a sum, and there is none to set. */
    void tell() {
        boolean bounded = draft.where.stream().anyMatch(test -> test.startsWith("value "));
        boolean ofDeals = clause.everywhere("entity").stream()
                .anyMatch(hit -> hit.meaning().startsWith("deals"));
        if (((breakdown.asksWhich() || !draft.by.isEmpty()) && bounded && !ofDeals)
                || namesWhoHasEach()
                || namesWhoHasNothingElse()
                || namesWhoHasNot()
                || namesWhoHasMoreThanThen()
                || asksHowMuchMore()
                || isSupposed()
                || namesBoth()
                || mixesTwo()
                || isMoreThanInAYear()
                || hasNothingToOrder()
                || isFirstOfEach()
                || !clause.everywhere("not_only").isEmpty()
                || !clause.everywhere("odds").isEmpty()
                || isOfTheFuture()) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }

    /** "Welche Kunden haben GTX Pro und MG Special gekauft?" asks who has both; the query knows those who have any. */
    private boolean namesWhoHasEach() {
        boolean other = draft.listed().stream().anyMatch(field -> !field.equals("status") && !draft.by.contains(field));
        return breakdown.asksWhich()
                && !ranking.isRanked()
                && !draft.by.isEmpty()
                && other
                && !clause.everywhere("and_only").isEmpty();
    }

    /** "Wer hat sowohl GTX Pro als auch MG Special gekauft?": no record has two values of one field. */
    private boolean namesBoth() {
        return draft.listed().stream().anyMatch(field -> !field.equals("status"))
                && clause.everywhere("both").stream()
                        // "die beiden zusammen"
                        .anyMatch(both -> clause.everywhere("together").stream()
                                .noneMatch(hit -> hit.from() <= both.from() && hit.to() >= both.to()));
    }

    /** "Welche Kunden haben nur GTX Pro gekauft?" asks who has nothing else, which no condition on one deal says. */
    private boolean namesWhoHasNothingElse() {
        return breakdown.asksWhich() && !draft.by.isEmpty() && clause.has("only");
    }

    /** "Who has not won anything?" asks who is missing from the list; a condition on each deal lists those who are in it. */
    private boolean namesWhoHasNot() {
        return breakdown.asksWhich() && draft.excludes("status") && !ranking.isRanked();
    }

    /** "Welche Kunden haben mehr gekauft als letztes Jahr?" asks for those alone; a comparison shows all of them. */
    private boolean namesWhoHasMoreThanThen() {
        return breakdown.asksWhich()
                && draft.compare.isPresent()
                && !clause.everywhere("more").isEmpty();
    }

    /** "Wie viel mehr hat Anna verkauft als Boris?" asks for a difference; that of two times alone is a figure. */
    private boolean asksHowMuchMore() {
        return draft.compare.isEmpty()
                && clause.everywhere("more").stream()
                        .anyMatch(more -> clause.tongue
                                .lexicon()
                                .before("how_much", clause.tokens, more.from())
                                .isPresent());
    }

    /** "The lost ones of Zane and Anna's won ones" are two questions: no condition says what belongs to whom. */
    private boolean mixesTwo() {
        List<Hit> states = clause.everywhere("status");
        for (int i = 1; i < states.size(); i++) {
            Hit one = states.get(i - 1);
            Hit other = states.get(i);
            if (!one.meaning().equals(other.meaning())
                    && isNamed(one.to(), other.from())
                    && isNamed(other.to(), clause.size())) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(int from, int to) {
        return IntStream.range(from, to).anyMatch(clause::isNamed);
    }

    /** "Wie viele Deals mehr als 2016?" may as well compare with the year as set a bound to a value. */
    private boolean isMoreThanInAYear() {
        return clause.everywhere("number_field").isEmpty()
                && clause.everywhere("operator").stream()
                        .filter(bound -> clause.isAnyway("more", bound.from()))
                        .anyMatch(bound -> bound.to() < clause.size()
                                && YEAR.matcher(clause.tokens.get(bound.to()).folded())
                                        .matches()
                                && !clause.isAnyway("money", bound.to() + 1)
                                && !clause.isAnyway("thousand", bound.to() + 1));
    }

    /** "All reps except Anna by revenue": where nothing was grouped there is nothing to put in order. */
    private boolean hasNothingToOrder() {
        return draft.by.isEmpty()
                && !ranking.isRanked()
                && draft.order.isEmpty()
                && clause.everywhere("by").stream()
                        // "GTX Pro"
                        .filter(by -> !clause.isNamed(by.from()))
                        .anyMatch(by -> clause.isAnyway("measure", by.to()) && !clause.isAnyway("dimension", by.to()));
    }

    /** "The first deal of each customer": which ones are first among each is no order of all. */
    private boolean isFirstOfEach() {
        return !draft.by.isEmpty()
                && Stream.of("newest", "last")
                        .flatMap(section -> clause.everywhere(section).stream())
                        .anyMatch(first -> clause.anyway("entity", clause.pastStates(first.to()))
                                .filter(noun -> clause.isAnyway("singular_noun", noun.from()))
                                .filter(noun ->
                                        clause.isAnyway("by", noun.to()) || clause.isAnyway("by", noun.to() + 1))
                                .isPresent());
    }

    /** "Wie hoch wäre der Umsatz, wenn …": what would be stands nowhere; "es wäre nett, wenn du …" asks for what is. */
    private boolean isSupposed() {
        return !clause.everywhere("conditional").isEmpty()
                && clause.everywhere("proviso.if").stream()
                        .anyMatch(supposed -> clause.everywhere("request").stream()
                                .noneMatch(asked -> asked.from() <= supposed.from() && asked.to() >= supposed.to()));
    }

    /** "Wie viele Deals werden wir gewinnen?": nobody knows, and what was won is another question. */
    private boolean isOfTheFuture() {
        return !clause.everywhere("future").isEmpty()
                && !clause.everywhere("future_verb").isEmpty();
    }
}
