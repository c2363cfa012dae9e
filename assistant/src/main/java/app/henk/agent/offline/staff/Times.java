package app.henk.agent.offline.staff;

import app.henk.agent.offline.Lookup;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Periods.Dated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the times of a question: when something closed, came or is due, and which time is held against which. */
final class Times {

    private static final int REACH = 5;
    private static final Map<String, Map<String, String>> OWN_DATES = Map.of(
            "leads", Map.of("closed", "updated", "expected_close", "event_date"),
            "activities", Map.of("closed", "at", "created", "at", "expected_close", "at"),
            "tasks", Map.of("closed", "done_at", "expected_close", "due"),
            "contacts", Map.of("closed", "created", "expected_close", "created"),
            "organisations", Map.of("closed", "created", "expected_close", "created"));

    private final Clause clause;
    private final Draft draft;
    private final Optional<String> dateBefore;
    private final Optional<Integer> yearBefore;
    private final Optional<String> periodBefore;
    private final Optional<String> askedBefore;
    private final boolean quartersBefore;
    private final boolean halvesBefore;

    /**
     * @param dateBefore the date that the question before was about
     * @param yearBefore the year that it was about
     * @param periodBefore what lies right before the time that it was about
     * @param askedBefore the time that it was about
     */
    Times(
            Clause clause,
            Draft draft,
            Optional<String> dateBefore,
            Optional<Integer> yearBefore,
            Optional<String> periodBefore,
            Optional<String> askedBefore) {
        this.clause = clause;
        this.draft = draft;
        this.dateBefore = dateBefore;
        this.yearBefore = yearBefore;
        this.periodBefore = periodBefore;
        this.askedBefore = askedBefore;
        this.quartersBefore =
                periodBefore.filter(period -> period.contains("q")).isPresent();
        this.halvesBefore = periodBefore.filter(period -> period.contains("..")).isPresent();
    }

    void read() {
        List<Dated> periods =
                new ArrayList<>(new Periods(clause, looksAhead(), yearBefore, quartersBefore, halvesBefore).all());
        replace(periods);
        compare(periods);
        if (draft.compare.isPresent()) {
            // "mehr als im Oktober": the two figures and their difference say how much more
            clause.all("more").stream()
                    .filter(hit -> !clause.isBeforeNumber(hit.to()))
                    .forEach(clause::take);
            clause.all("comparing_noun").forEach(clause::take);
        }
        earlier(periods);
        unsure(periods);
        for (Dated dated : periods) {
            String no = negated(dated) ? "not " : "";
            draft.where.add(no + field(dated) + " " + dated.relation() + " " + dated.text());
            clause.takeFor("time", dated.from(), dated.to());
        }
        // "schließen diesen Monat": the word has said which date
        boolean dated = !draft.where.isEmpty() || draft.compare.isPresent() || !draft.by.isEmpty();
        clause.all("date_field").forEach(hit -> {
            if (dated) {
                clause.take(hit);
            }
        });
    }

    /** "Nicht Mai, sondern Juni", "Juni statt Mai": of two times the one that is meant takes the place of the one before. */
    private void replace(List<Dated> periods) {
        if (askedBefore.isEmpty() || periods.size() != 2) {
            return;
        }
        for (Dated dated : List.copyOf(periods)) {
            Optional<Hit> not = clause.before("correct.not", start(dated));
            boolean denied =
                    not.filter(hit -> clause.isAnyway("negation", hit.from())).isPresent();
            boolean rather = !clause.everywhere("rather").isEmpty();
            if (not.isPresent() && periods.size() == 2 && (!denied || rather)) {
                clause.take(not.get());
                clause.take(dated.from(), dated.to());
                clause.all("rather").forEach(clause::take);
                periods.remove(dated);
            }
        }
    }

    /** "2016 und 2017" may mean each or both together; nothing lies in both. */
    private void unsure(List<Dated> periods) {
        boolean twice = periods.stream()
                        .filter(dated -> dated.relation().equals("in") && !isNegated(dated))
                        .map(this::field)
                        .distinct()
                        .count()
                < periods.stream()
                        .filter(dated -> dated.relation().equals("in") && !isNegated(dated))
                        .count();
        if (twice) {
            periods.stream()
                    .skip(1)
                    .map(dated -> clause.raw(dated.from(), dated.to()))
                    .forEach(draft.unsure::add);
        }
    }

    /** "2017 ohne Dezember". */
    private boolean negated(Dated dated) {
        Optional<Hit> no = no(dated);
        no.ifPresent(clause::take);
        return no.isPresent();
    }

    private boolean isNegated(Dated dated) {
        return no(dated).isPresent();
    }

    private Optional<Hit> no(Dated dated) {
        return clause.before("negation", start(dated));
    }

    /** With the small words that lead to it. */
    private int start(Dated dated) {
        int start = dated.from();
        while (clause.at("article", start - 1).isPresent()
                || clause.at("in_time", start - 1).isPresent()) {
            start--;
        }
        return start;
    }

    private boolean looksAhead() {
        return clause.everywhere("date_field").stream()
                        .filter(hit -> clause.fieldAt(hit.from()).isEmpty())
                        .anyMatch(hit -> hit.meaning().equals("expected_close"))
                || clause.has("overdue");
    }

    /** "Gegenüber dem Quartal davor", "Q2 vs Q1", "verglichen mit letztem Jahr". */
    private void compare(List<Dated> periods) {
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
            compared(current(second.text()), second.text(), Optional.of(second));
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

    /** "Und im Quartal davor?": as long as what was asked about, right before it. */
    private void earlier(List<Dated> periods) {
        Optional<Hit> earlier = clause.first("the_one_before");
        if (earlier.isPresent() && periods.isEmpty() && periodBefore.isPresent()) {
            draft.where.add(defaultDate() + " in " + earlierOne(earlier.get()));
            clause.take(earlier.get());
        }
    }

    /** "Im Vormonat?" of a week is the last month, and not the week before. */
    private String earlierOne(Hit earlier) {
        String unit = assumed(earlier).substring("this_".length());
        boolean named =
                !unit.equals("year") || clause.at("names_unit", earlier.from()).isPresent();
        boolean other = named
                && askedBefore.filter(asked -> !Stretches.isOne(unit, asked)).isPresent();
        if (other && askedBefore.filter(asked -> asked.matches("\\d{4}.*")).isPresent()) {
            // the quarter before a month that is over, or the one before this one?
            draft.unsure.add(clause.raw(earlier.from(), earlier.to()));
        }
        return other && !unit.equals("day") ? "last_" + unit : periodBefore.orElseThrow();
    }

    private static Optional<Dated> take(List<Dated> periods, Hit earlier) {
        Optional<Dated> apart = periods.stream()
                .filter(dated -> dated.to() <= earlier.from() || dated.from() >= earlier.to())
                .findFirst();
        apart.ifPresent(periods::remove);
        return apart;
    }

    private void compared(String of, String with, Optional<Dated> dated) {
        String field = dated.map(this::field).orElseGet(this::defaultDate);
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

    private String assumed(Hit earlier) {
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

    /** The running one of the same length. */
    private static String current(String period) {
        int at = period.indexOf('_');
        return at > 0 && period.startsWith("last_") && !period.matches(".*\\d.*")
                ? "this_" + period.substring(at + 1)
                : "this_year";
    }

    private String field(Dated dated) {
        if (draft.measures.contains("cycle_time") && draft.entity.equals("deals")) {
            // it is known of what was closed alone
            return "closed";
        }
        if (draft.date.isPresent()) {
            return own(draft.date.get());
        }
        Optional<String> said = clause.everywhere("date_field").stream()
                .min(Comparator.comparingInt(hit -> distance(hit, dated)))
                // "did we close" is over
                .map(hit -> clause.fieldAt(hit.from()).filter("status"::equals).isPresent()
                                && hit.meaning().equals("expected_close")
                        ? "closed"
                        : hit.meaning());
        return said.map(this::own).orElseGet(this::defaultDate);
    }

    /** What stands in front of a time speaks for it sooner than what stands behind. */
    private static int distance(Hit hit, Dated dated) {
        return hit.from() >= dated.to() ? 2 * (hit.from() - dated.to()) : 2 * (dated.from() - hit.to()) + 1;
    }

    private String own(String field) {
        return OWN_DATES.getOrDefault(draft.entity, Map.of()).getOrDefault(field, field);
    }

    private String defaultDate() {
        if (dateBefore.isPresent()) {
            return dateBefore.get();
        }
        boolean open = draft.values("status").equals(java.util.Set.of("open"))
                || (draft.limits("stage") && draft.values("status").isEmpty());
        return own(
                draft.entity.equals("deals") && open
                        ? "created"
                        : draft.entity.equals("tasks")
                                ? "expected_close"
                                : draft.entity.equals("leads") ? "created" : "closed");
    }
}
