package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Periods.Dated;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the times of a question: when something closed, came or is due, and which time is held against which. */
final class Times {

    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    private final Clause clause;
    private final Draft draft;
    private final DateFields fields;
    private final ComparedTimes compared;
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
        this.fields = new DateFields(clause, draft, dateBefore);
        this.compared = new ComparedTimes(clause, draft, fields, askedBefore);
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
        joined(periods);
        compared.read(periods);
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
            draft.where.add(no + fields.of(dated) + " " + dated.relation() + " " + dated.text());
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

    /** "Oktober und November zusammen": one stretch, where the one follows the other. */
    private void joined(List<Dated> periods) {
        List<Hit> together = clause.all("together");
        if (periods.size() != 2 || together.isEmpty()) {
            return;
        }
        Dated first = periods.getFirst();
        Dated second = periods.getLast();
        boolean months = MONTH.matcher(first.text()).matches()
                && MONTH.matcher(second.text()).matches()
                && YearMonth.parse(first.text()).plusMonths(1).equals(YearMonth.parse(second.text()));
        boolean and = clause.at("and_only", first.to())
                .filter(hit -> hit.to() == second.from())
                .isPresent();
        if (months && and) {
            periods.clear();
            periods.add(new Dated("in", first.text() + ".." + second.text(), first.from(), second.to()));
            together.forEach(clause::take);
        }
    }

    /** "2016 und 2017" may mean each or both together; nothing lies in both. */
    private void unsure(List<Dated> periods) {
        boolean twice = periods.stream()
                        .filter(dated -> dated.relation().equals("in") && !isNegated(dated))
                        .map(fields::of)
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
                || clause.has("overdue")
                || DateFields.looksAhead(draft);
    }

    /** "Und im Quartal davor?": as long as what was asked about, right before it. */
    private void earlier(List<Dated> periods) {
        Optional<Hit> earlier = clause.first("the_one_before");
        if (earlier.isPresent() && periods.isEmpty() && periodBefore.isPresent()) {
            draft.where.add(fields.usual() + " in " + earlierOne(earlier.get()));
            clause.take(earlier.get());
        }
    }

    /** "Im Vormonat?" of a week is the last month, and not the week before. */
    private String earlierOne(Hit earlier) {
        String unit = compared.assumed(earlier).substring("this_".length());
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
}
