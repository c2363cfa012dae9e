package app.henk.agent.offline.staff;

import app.henk.agent.offline.Span;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the times that a question is about, as the typed query writes them. */
final class Periods {

    /**
     * @param relation in, or a sign: &lt; before it, &gt;= from it on
     * @param text in the form of the typed query
     */
    record Dated(String relation, String text, int from, int to) {}

    private final Clause clause;
    private final TimeWords words;
    private final RelativeTimes relative;
    private final CalendarTimes calendar;
    private final boolean ahead;
    private final boolean quarters;
    private final boolean halves;

    /**
     * @param ahead whether a month without a year is the next one, not the last one
     * @param year that was spoken of before
     * @param quarters whether quarters were spoken of before: then "the third" is one
     */
    Periods(Clause clause, boolean ahead, Optional<Integer> year, boolean quarters) {
        this(clause, ahead, year, quarters, false);
    }

    /** @param halves whether a half of a year was spoken of before: then "the second" is one */
    Periods(Clause clause, boolean ahead, Optional<Integer> year, boolean quarters, boolean halves) {
        this.clause = clause;
        this.ahead = ahead;
        this.halves = halves;
        this.quarters = quarters || !clause.everywhere("period.quarter").isEmpty();
        this.words = new TimeWords(clause);
        this.relative = new RelativeTimes(clause, words, ahead);
        this.calendar = calendar(year.or(words::yearSaid));
    }

    private CalendarTimes calendar(Optional<Integer> year) {
        return new CalendarTimes(clause, words, ahead, year, quarters, halves);
    }

    List<Dated> all() {
        List<Dated> found = new ArrayList<>();
        for (int i = 0; i < clause.size(); i++) {
            Optional<Dated> dated = dated(i);
            if (dated.isPresent()) {
                found.add(dated.get());
                i = dated.get().to() - 1;
            }
        }
        return found;
    }

    private Optional<Dated> dated(int i) {
        Optional<TimePart> first = part(i);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        TimePart part = first.get();
        Optional<TimePart> last = clause.at("period.to", part.to()).flatMap(to -> part(skipArticle(to.to())));
        if (last.isPresent() && isRange(part, last.get())) {
            String from = part.monthOfYear()
                    .flatMap(month -> yearOf(last.get()).map(y -> CalendarTimes.month(y, month)))
                    .orElse(part.text());
            return Optional.of(new Dated(
                    "in",
                    from + ".." + last.get().text(),
                    rangeStart(i),
                    last.get().to()));
        }
        return Optional.of(related(part));
    }

    /** "Januar bis März" and "zwischen Januar und März" are ranges, "Januar und März" is none. */
    private boolean isRange(TimePart first, TimePart last) {
        boolean single = !first.text().contains("..") && !last.text().contains("..");
        boolean and = clause.at("and_only", first.to()).isPresent();
        return single
                && !isHeldAgainst(first, last)
                && (!and || clause.before("between_and", first.from()).isPresent());
    }

    /** "Comparer le T3 au T2", "compare Q2 to Q3": two times, and no stretch from one to the other. */
    private boolean isHeldAgainst(TimePart first, TimePart last) {
        boolean backwards = first.monthOfYear().isEmpty()
                && first.text().length() == last.text().length()
                && first.text().compareTo(last.text()) > 0;
        boolean linked = clause.at("compared_to", first.to()).isPresent();
        boolean led = clause.all("comparing").stream()
                .anyMatch(hit -> hit.to() <= first.from()
                        && clause.at("compared_to", hit.to() - 1).isEmpty());
        boolean differ = clause.all("comparing_noun").stream().anyMatch(hit -> hit.to() <= first.from());
        boolean between = clause.before("between_and", first.from()).isPresent();
        return backwards || (linked && (led || differ)) || (between && differ);
    }

    private int rangeStart(int i) {
        return clause.before("operator", i).map(Hit::from).orElse(i);
    }

    private Dated related(TimePart part) {
        int start = part.from();
        Optional<Hit> monthOf = clause.before("month_of", start);
        start = monthOf.map(Hit::from).orElse(start);
        while (start > 0 && clause.at("article", start - 1).isPresent()) {
            start--;
        }
        for (var word : List.of("since", "until", "before_date", "after")) {
            Optional<Hit> hit = clause.before("period." + word, start);
            // "from May 1 to June 15" is a stretch already
            if (hit.isPresent() && !(word.equals("since") && part.text().contains(".."))) {
                String relation = switch (word) {
                    case "since" -> ">=";
                    case "until" -> "<=";
                    case "before_date" -> "<";
                    default -> ">";
                };
                return new Dated(relation, part.text(), hit.get().from(), part.to());
            }
        }
        return new Dated("in", part.text(), monthOf.map(Hit::from).orElse(part.from()), part.to());
    }

    private int skipArticle(int i) {
        return clause.at("article", i).map(Hit::to).orElse(i);
    }

    private Optional<TimePart> part(int i) {
        return calendar.day(i)
                .or(() -> relative.named(i))
                .or(() -> ledByYear(i))
                .or(() -> calendar.ofYear(i))
                .or(() -> relative.weekday(i))
                .or(() -> relative.counted(i))
                .or(() -> calendar.bareYear(i));
    }

    /** "2017 im Mai", "last year in Q3": the year that stands in front. */
    private Optional<TimePart> ledByYear(int i) {
        Optional<Span<Integer>> year = words.year(i);
        int at = year.map(Span::to).orElse(i);
        while (at < clause.size()
                && (clause.at("in_year", at).isPresent()
                        || clause.at("article", at).isPresent())) {
            at++;
        }
        int part = at;
        return year.filter(span -> part > span.to())
                .flatMap(span -> calendar(Optional.of(span.value())).ofYear(part))
                .map(of -> of.from(i));
    }

    private static Optional<Integer> yearOf(TimePart part) {
        return part.text().matches("\\d{4}.*")
                ? Optional.of(Integer.valueOf(part.text().substring(0, 4)))
                : Optional.empty();
    }
}
