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

/** Reads the parts of a command: amounts, numbers, days, stages, people, addresses. */
final class Slots {

    private static final int MOST_DIGITS = 9;
    private static final BigDecimal LEAST_AMOUNT = BigDecimal.valueOf(50);
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.,])(\\+|0)[\\d ()/-]{6,20}\\d(?![\\w.,]\\d)");

    private final Clause clause;

    Slots(Clause clause) {
        this.clause = clause;
    }

    /** Whether it says where somebody is reached: a mail address or a telephone number. */
    static boolean isAddressed(Clause clause) {
        Slots apart = new Slots(clause.fresh());
        return apart.email().isPresent() || apart.phone().isPresent();
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

    /** The last amount of money that is named: "nicht 48, sondern 84k". Below zero is for the tool to refuse. */
    Optional<BigDecimal> amount() {
        List<Quantity> amounts = new Quantities(clause)
                .all().stream()
                        .filter(q -> q.unit() == Unit.MONEY
                                || q.unit() == Unit.NONE
                                        && (q.value().abs().compareTo(LEAST_AMOUNT) >= 0
                                                || clause.isNegative(q.from())))
                        .toList();
        Optional<Quantity> last = amounts.isEmpty() ? Optional.empty() : Optional.of(amounts.getLast());
        last.ifPresent(q -> {
            clause.before("worth", q.from())
                    .or(() -> clause.before("target", q.from()))
                    .ifPresent(clause::take);
            clause.take(q.from(), q.to());
        });
        return last.map(q -> clause.isNegative(q.from()) ? q.value().negate() : q.value());
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

    /** The first day that is spoken of, which stays to be read. */
    Optional<Span<When>> span() {
        return new Dates(clause.tongue.words(), clause.tongue.today())
                .find(days()).stream()
                        .filter(span -> clause.isFree(span.from(), span.to()))
                        .findFirst();
    }

    /** "La première au 15 janvier": one of a list, and the day it goes to. */
    private List<Token> days() {
        List<Token> tokens = new ArrayList<>(clause.tokens);
        for (int i = 0; i < tokens.size(); i++) {
            if (clause.isAnyway("no_day", i)) {
                tokens.set(
                        i,
                        new Token(",", ",", tokens.get(i).start(), tokens.get(i).end()));
            }
        }
        return tokens;
    }

    /** @param end whether the end of a week or a month is meant, not its beginning */
    Optional<LocalDate> day(boolean end) {
        Optional<Span<When>> day = span();
        day.ifPresent(span -> {
            int from = span.from();
            Optional<Hit> lead = lead(from);
            while (lead.isPresent()) {
                from = lead.get().from();
                lead = lead(from);
            }
            clause.take(from, span.to());
        });
        return day.map(span -> end ? span.value().to() : span.value().from());
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
}
