package app.henk.agent.offline.staff;

import app.henk.agent.offline.Dates;
import app.henk.agent.offline.Span;
import app.henk.agent.offline.Token;
import app.henk.agent.offline.When;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Names.Named;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.agent.offline.staff.Quantities.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parts of a command: amounts, days, stages, people, and the records that are meant. */
final class Slots {

    private static final int MOST_DIGITS = 9;
    private static final BigDecimal LEAST_AMOUNT = BigDecimal.valueOf(50);
    private static final Pattern QUOTED = Pattern.compile("[\"“„»«”']([^\"“”„»«]{2,80})[\"“”»«']");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.,])(\\+|0)[\\d ()/-]{6,20}\\d(?![\\w.,]\\d)");

    private final Clause clause;

    Slots(Clause clause) {
        this.clause = clause;
    }

    Optional<String> email() {
        return written(EMAIL);
    }

    Optional<String> phone() {
        return written(PHONE);
    }

    private Optional<String> written(Pattern pattern) {
        Matcher matcher = pattern.matcher(clause.text);
        while (matcher.find()) {
            List<Integer> covered = covered(matcher.start(), matcher.end());
            if (!covered.isEmpty() && clause.isFree(covered.getFirst(), covered.getLast() + 1)) {
                clause.take(covered.getFirst(), covered.getLast() + 1);
                return Optional.of(matcher.group().strip());
            }
        }
        return Optional.empty();
    }

    private List<Integer> covered(int start, int end) {
        List<Integer> covered = new ArrayList<>();
        for (int i = 0; i < clause.size(); i++) {
            Token token = clause.tokens.get(i);
            if (token.start() >= start && token.end() <= end) {
                covered.add(i);
            }
        }
        return covered;
    }

    /** The last amount of money that is named: "nicht 48, sondern 84k". */
    Optional<BigDecimal> amount() {
        List<Quantity> amounts = new Quantities(clause)
                .all().stream()
                        .filter(q -> q.unit() == Unit.MONEY
                                || q.unit() == Unit.NONE && q.value().compareTo(LEAST_AMOUNT) >= 0)
                        .toList();
        Optional<Quantity> last = amounts.isEmpty() ? Optional.empty() : Optional.of(amounts.getLast());
        last.ifPresent(q -> {
            clause.before("worth", q.from())
                    .or(() -> clause.before("target", q.from()))
                    .ifPresent(clause::take);
            clause.take(q.from(), q.to());
        });
        return last.map(Quantity::value);
    }

    /** The last number that counts something other than money: "250 Mitarbeiter". */
    Optional<Integer> count() {
        List<Quantity> counts = new Quantities(clause)
                .all().stream()
                        .filter(q -> q.unit() == Unit.NONE
                                && q.value().scale() <= 0
                                && q.value().precision() < MOST_DIGITS)
                        .toList();
        counts.forEach(q -> clause.take(q.from(), q.to()));
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(counts.getLast().value().intValueExact());
    }

    /** @param end whether the end of a week or a month is meant, not its beginning */
    Optional<LocalDate> day(boolean end) {
        List<Token> tokens = clause.tokens;
        for (Span<When> span : new Dates(clause.tongue.words(), clause.tongue.today()).find(tokens)) {
            if (clause.isFree(span.from(), span.to())) {
                int from = span.from();
                Optional<Hit> lead = lead(from);
                while (lead.isPresent()) {
                    from = lead.get().from();
                    lead = lead(from);
                }
                clause.take(from, span.to());
                return Optional.of(end ? span.value().to() : span.value().from());
            }
        }
        return Optional.empty();
    }

    private Optional<Hit> lead(int end) {
        return end == 0 ? Optional.empty() : clause.before("day_lead", end).or(() -> clause.before("article", end));
    }

    /** The tenant's key of an open stage. */
    Optional<String> stage() {
        Optional<Named> own = clause.names().stream()
                .filter(named -> named.field().equals("stage"))
                .filter(named -> clause.at("status", named.from()).isEmpty())
                .reduce((first, second) -> second);
        if (own.isPresent()) {
            clause.take(own.get().from(), own.get().to());
            return own.map(Named::value);
        }
        List<Hit> hits = clause.all("stage");
        if (hits.isEmpty()) {
            return Optional.empty();
        }
        Hit last = hits.getLast();
        clause.take(last);
        return Optional.of(Conditions.stage(clause.tongue, last.meaning()));
    }

    Optional<String> named(String... fields) {
        Optional<Named> found = clause.names().stream()
                .filter(named -> List.of(fields).contains(named.field()))
                .findFirst();
        found.ifPresent(named -> clause.take(named.from(), named.to()));
        return found.map(Named::value);
    }

    /** Whether a record is named, and not only described. */
    boolean namesSomething() {
        return runs().stream()
                .anyMatch(run -> clause.looksLikeName(run)
                        || clause.names().stream()
                                .anyMatch(name -> name.field().equals("company") && name.from() >= run.from() && name.to() <= run.to()));
    }

    /** The records that are spoken of, as they were written; in quotation marks or whatever is left over. */
    List<String> records() {
        Matcher quoted = QUOTED.matcher(clause.raw(0, clause.size()));
        if (quoted.find()) {
            return List.of(quoted.group(1).strip());
        }
        return spoken().stream()
                .map(run -> clause.raw(run.from(), run.to()))
                .toList();
    }

    /** "Markier ihn …": a word in front of everything, without a capital, is what is to be done and no name. */
    List<Hit> spoken() {
        List<Hit> runs = runs();
        boolean verb = !runs.isEmpty()
                && runs.getFirst().from() == 0
                && runs.getFirst().length() == 1
                && (runs.size() > 1 || reference().isPresent())
                && !clause.isMark(1, ",")
                && !clause.tokens.getFirst().isCapitalised()
                && clause.names().stream().noneMatch(name -> name.from() == 0);
        return verb ? runs.subList(1, runs.size()) : runs;
    }

    /** Left-over words that stand together. */
    List<Hit> runs() {
        List<Named> names = clause.names();
        List<Hit> runs = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= clause.size(); i++) {
            int at = i;
            Optional<Named> name =
                    names.stream().filter(named -> named.from() == at).findFirst();
            boolean says = i < clause.size() && (name.isPresent() || within(names, i) || carries(i));
            boolean starts = name.isPresent() && from >= 0;
            if (from >= 0 && (!says || starts)) {
                runs.add(trimmed(from, i, names));
                from = -1;
            }
            if (says && from < 0) {
                from = i;
            }
        }
        return runs;
    }

    /** "Weber anzurufen" names Weber: beside a word with a capital a small one is none of the name. */
    private Hit trimmed(int from, int to, List<Named> names) {
        int first = from;
        int last = to;
        boolean capitals = java.util.stream.IntStream.range(from, to)
                .anyMatch(i -> clause.tokens.get(i).isCapitalised() || within(names, i));
        while (capitals && first < last && !isNameLike(first, names)) {
            first++;
        }
        while (capitals && first < last && !isNameLike(last - 1, names)) {
            last--;
        }
        return new Hit("", first, last);
    }

    private boolean isNameLike(int i, List<Named> names) {
        return clause.tokens.get(i).isCapitalised() || within(names, i);
    }

    private static boolean within(List<Named> names, int i) {
        return names.stream().anyMatch(named -> named.from() <= i && named.to() > i);
    }

    private boolean carries(int i) {
        boolean inName = i > 0
                && clause.at("in_name", i).isPresent()
                && i + 1 < clause.size()
                && clause.tokens.get(i - 1).isCapitalised()
                && clause.tokens.get(i + 1).isCapitalised()
                && !clause.taken.get(i - 1);
        return !clause.taken.get(i)
                && !clause.tokens.get(i).isMark()
                && !refers(i)
                && (inName
                        || !clause.isSmall(i)
                                && clause.at("kind", i).isEmpty()
                                && clause.at("title_words", i).isEmpty());
    }

    /** "Den zweiten" points at something and names nothing. */
    private boolean refers(int i) {
        return clause.all("reference").stream().anyMatch(hit -> hit.from() <= i && hit.to() > i);
    }

    /** Which of what was shown, where nothing is named: its number, {@code last}, {@code other} or {@code all}. */
    Optional<String> reference() {
        List<Hit> hits = clause.all("reference");
        return hits.stream()
                .filter(hit -> !hit.meaning().equals("last"))
                .findFirst()
                .or(() -> hits.stream().findFirst())
                .map(Hit::meaning);
    }

    /** What is left of a sentence, with its small words: the text of a note or a task. */
    String rest() {
        StringBuilder rest = new StringBuilder();
        int from = -1;
        for (int i = 0; i <= clause.size(); i++) {
            boolean free = i < clause.size() && !clause.taken.get(i);
            if (free && from < 0) {
                from = i;
            } else if (!free && from >= 0) {
                append(rest, from, i);
                from = -1;
            }
        }
        return rest.toString();
    }

    private void append(StringBuilder rest, int from, int to) {
        int start = from;
        int end = to;
        while (start < end
                && (clause.tokens.get(start).isMark()
                        || clause.at("lead_in", start).isPresent())) {
            start++;
        }
        while (end > start
                && (clause.tokens.get(end - 1).isMark()
                        || clause.at("lead_out", end - 1).isPresent())) {
            end--;
        }
        boolean says = java.util.stream.IntStream.range(start, end).anyMatch(i -> !clause.isSmall(i));
        if (says) {
            rest.append(rest.isEmpty() ? "" : " ").append(clause.raw(start, end));
        }
    }
}
