package app.henk.agent.offline.staff;

import app.henk.agent.offline.Lookup;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Periods.Dated;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads which time is held against which: "Q2 gegen Q1", "mehr als im letzten Jahr", "by how much did it grow". */
final class ComparedTimes {

    private static final int REACH = 5;

    private final Clause clause;
    private final Draft draft;
    private final DateFields fields;
    private final Optional<String> askedBefore;

    /** @param askedBefore the time that the question before was about */
    ComparedTimes(Clause clause, Draft draft, DateFields fields, Optional<String> askedBefore) {
        this.clause = clause;
        this.draft = draft;
        this.fields = fields;
        this.askedBefore = askedBefore;
    }

    /** "Gegenüber dem Quartal davor", "Q2 vs Q1", "verglichen mit letztem Jahr". */
    void read(List<Dated> periods) {
        Optional<Hit> yearEarlier = clause.first("the_year_before");
        Optional<Hit> earlier = yearEarlier
                .or(() -> clause.first("the_one_before"))
                // "dem letzten" is the one before, "dem letzten Jahr" a year
                .filter(hit -> periods.stream().noneMatch(dated -> dated.from() < hit.to() && dated.to() > hit.to()));
        Optional<Hit> word = clause.all("comparing").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, "operator"))
                .filter(hit -> clause.at("than", hit.from()).isEmpty() || (holdsMoreOrLess() && !isOfOthers(hit)))
                .filter(hit -> leadsToTime(hit, periods, earlier))
                .findFirst()
                .or(() -> eitherOf(periods));
        if (word.isPresent() && earlier.isPresent()) {
            // "le trimestre précédent" is a time of its own only where nothing is held against it
            periods.removeIf(dated -> dated.from() < earlier.get().to()
                    && dated.to() > earlier.get().from());
        } else if (earlier.isPresent()
                && periods.stream()
                        .anyMatch(dated -> dated.from() < earlier.get().to()
                                && dated.to() > earlier.get().from())) {
            return;
        }
        if (word.isEmpty() && periods.size() == 2 && differ(periods)) {
            return;
        }
        if (earlier.isPresent() && (word.isPresent() || !periods.isEmpty())) {
            Optional<Dated> first = take(periods, earlier.get());
            String of = first.map(Dated::text).or(() -> askedBefore).orElseGet(() -> assumed(earlier.get()));
            compared(of, yearEarlier.isPresent() ? "a_year_earlier" : "previous", first);
            clause.take(earlier.get());
            word.ifPresent(clause::take);
        } else if (word.isPresent() && periods.size() > 1) {
            Dated first = periods.removeFirst();
            Dated second = periods.removeFirst();
            compared(first.text(), second.text(), Optional.of(first));
            clause.take(second.from(), second.to());
            clause.take(word.get());
        } else if (word.isPresent() && periods.size() == 1 && !holdsNames(word.get(), periods.getFirst())) {
            // "mehr als im letzten Jahr": now against then
            Dated second = periods.removeFirst();
            Optional<String> running = running(second.text());
            if (running.isEmpty()) {
                draft.unsure.add(clause.raw(second.from(), second.to()));
            }
            compared(running.orElse("this_year"), second.text(), Optional.of(second));
            clause.take(word.get());
            unsureMonths();
        }
    }

    /** "Wachstum von Q2 auf Q3", "difference between Q3 and Q2". */
    private boolean differ(List<Dated> periods) {
        Dated first = periods.getFirst();
        Dated second = periods.getLast();
        boolean noun = !clause.all("comparing_noun").isEmpty();
        boolean between = clause.before("between_and", first.from()).isPresent();
        boolean grows = clause.at("target", first.to()).isPresent()
                || clause.at("compared_to", first.to()).isPresent();
        if (!noun || between == grows) {
            return false;
        }
        Dated of = between ? first : second;
        Dated with = between ? second : first;
        compared(of.text(), with.text(), Optional.of(of));
        clause.take(with.from(), with.to());
        periods.clear();
        return true;
    }

    /** "Il n’a gagné que …", "als wir im Mai …": what is held against something is more, less or otherwise than it. */
    private boolean holdsMoreOrLess() {
        return Stream.of("more", "most", "oftener", "comparing_noun", "operator", "performance")
                .anyMatch(section -> !clause.everywhere(section).isEmpty());
    }

    /** "More wins than losses in May": no time is held against another. */
    private boolean isOfOthers(Hit than) {
        int at = than.to();
        while (clause.isAnyway("article", at)) {
            at++;
        }
        return clause.isAnyway("status", at) || clause.isAnyway("entity", at);
    }

    /** "East and West side by side, wins in September": what is named is held against each other, in that time. */
    private boolean holdsNames(Hit word, Dated dated) {
        boolean apart = !clause.onlySmall(word.to(), dated.from()) || word.to() > dated.from();
        return draft.listed().size() == 1 && apart;
    }

    /** "Was may better than june": what may be a month is not left out of a comparison. */
    private void unsureMonths() {
        Lookup months = clause.tongue.words().of("date.unsure_months");
        IntStream.range(0, clause.size())
                .filter(i ->
                        clause.isFree(i, i + 1) && months.at(clause.tokens, i).isPresent())
                .forEach(i -> draft.unsure.add(clause.raw(i, i + 1)));
    }

    /** "Mehr Umsatz im Mai oder im Juni?" */
    private Optional<Hit> eitherOf(List<Dated> periods) {
        return periods.size() == 2 && clause.has("more")
                ? clause.first("or")
                        .filter(or -> or.from() >= periods.getFirst().to()
                                && or.to() <= periods.getLast().from())
                : Optional.empty();
    }

    private static Optional<Dated> take(List<Dated> periods, Hit earlier) {
        Optional<Dated> apart = periods.stream()
                .filter(dated -> dated.to() <= earlier.from() || dated.from() >= earlier.to())
                .findFirst();
        apart.ifPresent(periods::remove);
        return apart;
    }

    private void compared(String of, String with, Optional<Dated> dated) {
        String field = dated.map(fields::of).orElseGet(fields::usual);
        draft.compare = Optional.of(field + " " + of + " with " + with);
        dated.ifPresent(one -> clause.take(one.from(), one.to()));
    }

    private boolean leadsToTime(Hit word, List<Dated> periods, Optional<Hit> earlier) {
        boolean time =
                periods.stream().anyMatch(dated -> dated.from() >= word.to() && dated.from() - word.to() <= REACH);
        // "im Vergleich zum letzten": the two share a word
        boolean before = earlier.filter(
                        hit -> hit.to() > word.to() && hit.from() >= word.from() && hit.from() - word.to() <= REACH)
                .isPresent();
        boolean sides = periods.size() > 1 && word.to() <= periods.getFirst().from();
        return time || before || sides;
    }

    /** The running one of the length that is named. */
    String assumed(Hit earlier) {
        TimeWords words = new TimeWords(clause);
        return IntStream.range(earlier.from(), earlier.to())
                .boxed()
                .flatMap(i -> clause
                        .at("names_unit", i)
                        .map(Hit::meaning)
                        .or(() -> words.unit(i).map(unit -> "this_" + unit.meaning()))
                        .stream())
                .findFirst()
                .orElse("this_year");
    }

    /** The running one of the same length; empty where it has no length of its own, or is the running one itself. */
    private Optional<String> running(String period) {
        LocalDate today = clause.tongue.today();
        return Stretches.unit(period)
                .filter(unit -> !Stretches.isRunning(unit, period, today))
                .map(unit -> unit.equals("day") ? "today" : "this_" + unit);
    }
}
