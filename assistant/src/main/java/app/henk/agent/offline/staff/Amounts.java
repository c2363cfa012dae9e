package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.agent.offline.staff.Quantities.Unit;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what numbers say of the records that a question is about: amounts, ages, silence. */
final class Amounts {

    private static final int REACH = 3;
    private static final int FIELD_REACH = 4;
    private static final BigDecimal SURELY_MONEY = BigDecimal.valueOf(100);
    /** From here on nobody has so many, even where the records' noun follows: "über 10.000 Deals". */
    private static final BigDecimal SURELY_VALUE = BigDecimal.valueOf(10_000);

    private static final Map<String, String> OPPOSITE = Map.of(">", "<=", ">=", "<", "<", ">=", "<=", ">");

    private final Clause clause;
    private final Draft draft;
    private final Optional<Query> base;

    /** @param base the question that this one follows */
    Amounts(Clause clause, Draft draft, Optional<Query> base) {
        this.clause = clause;
        this.draft = draft;
        this.base = base;
    }

    /** How long nothing has happened: "seit zehn Tagen ohne Kontakt", "länger als zwei Wochen in der Phase". */
    void lasting() {
        List<Hit> silent = clause.all("lasting");
        List<Quantity> days =
                quantities().stream().filter(q -> q.unit() == Unit.DAYS).toList();
        for (Quantity duration : days) {
            Optional<Hit> nearest =
                    silent.stream().min(Comparator.comparingInt(hit -> Math.abs(hit.from() - duration.from())));
            Optional<String> field = nearest.map(Hit::meaning)
                    .or(() -> clause.at("age", operatorStart(duration))
                            .or(() -> clause.at("age", duration.to()))
                            .or(() -> clause.before("age_verb", operatorStart(duration)))
                            .map(hit -> "age_days"))
                    .or(() -> untilClosed(duration))
                    .or(() -> numberField(duration).map(hit -> hit.meaning()))
                    .or(() -> hasOperator(duration)
                                    || clause.before("since", duration.from()).isPresent()
                            ? ofState()
                            : Optional.empty());
            if (field.isPresent()) {
                String sign =
                        sign(duration).orElse(field.get().equals("cycle_days") && isWithin(duration) ? "<=" : ">=");
                draft.where.add(field.get() + " " + sign + " " + duration.value());
                takeWithOperator(duration);
                nearest.ifPresent(clause::take);
                clause.at("age", duration.to()).ifPresent(clause::take);
            }
        }
        clause.first("never_contacted").ifPresent(hit -> {
            draft.where.add("last_contact is missing");
            clause.take(hit);
        });
    }

    /** "In weniger als 15 Tagen gewonnen". */
    private Optional<String> untilClosed(Quantity duration) {
        boolean bounded = sign(duration).filter(sign -> sign.startsWith("<")).isPresent()
                || clause.before("within_surely", duration.from()).isPresent();
        boolean within = isWithin(duration) && bounded;
        boolean closed =
                clause.all("status").stream().noneMatch(hit -> hit.meaning().equals("open")) && clause.has("status");
        return within && closed ? Optional.of("cycle_days") : Optional.empty();
    }

    private boolean isWithin(Quantity duration) {
        return clause.before("within", operatorStart(duration)).isPresent();
    }

    /** "Offen seit mehr als 90 Tagen", "über einen Monat in Verhandlung". */
    private Optional<String> ofState() {
        boolean open =
                clause.all("status").stream().anyMatch(hit -> hit.meaning().equals("open"));
        if (draft.limits("stage")) {
            return Optional.of("days_in_stage");
        }
        return open ? Optional.of("age_days") : Optional.empty();
    }

    private boolean hasOperator(Quantity quantity) {
        return operator(quantity).isPresent();
    }

    private int operatorStart(Quantity quantity) {
        return operator(quantity).map(Hit::from).orElse(quantity.from());
    }

    /** "Über 10k", "zwischen 5.000 und 10.000", "Score mindestens 80". */
    void numbers() {
        List<Quantity> all = quantities();
        for (int i = 0; i < all.size(); i++) {
            Quantity quantity = all.get(i);
            if (i + 1 < all.size() && isRange(quantity, all.get(i + 1))) {
                range(quantity, all.get(i + 1));
                i++;
            } else if (clause.isFree(quantity.from(), quantity.to())) {
                compared(quantity);
            }
        }
    }

    private List<Quantity> quantities() {
        return new Quantities(clause).all();
    }

    private boolean isRange(Quantity low, Quantity high) {
        boolean joined = clause.at("and", low.to())
                .filter(and -> and.to() == high.from())
                .isPresent();
        boolean between =
                operator(low).filter(hit -> hit.meaning().equals("between")).isPresent();
        return joined && (between || (high.unit() != Unit.DAYS && hasField(low, high)));
    }

    private boolean hasField(Quantity low, Quantity high) {
        return operator(low).isEmpty() && field(high).isPresent() && low.to() < high.from();
    }

    private void range(Quantity low, Quantity high) {
        field(high).or(() -> field(low)).ifPresent(field -> {
            Quantities quantities = new Quantities(clause);
            if (quantities.isUnsureBeside(low, high)) {
                draft.unsure.add(clause.raw(low.from(), low.to()));
            }
            BigDecimal least = quantities.scaledLike(low, high);
            draft.where.add(field + " between " + least + " and " + high.value());
            numberField(low).ifPresent(clause::take);
            numberField(high).ifPresent(clause::take);
            operator(low).ifPresent(clause::take);
            clause.take(low.from(), high.to());
        });
    }

    private void compared(Quantity quantity) {
        Optional<String> sign = sign(quantity);
        Optional<String> field = countsRecords(quantity) ? Optional.empty() : field(quantity);
        Optional<Hit> named = numberField(quantity);
        if (field.isPresent() && (sign.isPresent() || named.isPresent())) {
            draft.where.add(field.get() + " " + sign.orElse("=") + " " + quantity.value());
            named.ifPresent(clause::take);
            takeWithOperator(quantity);
        }
    }

    /** "Mehr als 100 Deals gewonnen" says how many, not of which value. */
    private boolean countsRecords(Quantity quantity) {
        int noun = clause.pastStates(quantity.to());
        return quantity.unit() == Unit.NONE
                && quantity.value().compareTo(SURELY_VALUE) < 0
                && numberField(quantity).isEmpty()
                && (clause.isAnyway("entity", noun) || clause.isAnyway("dimension", noun));
    }

    private void takeWithOperator(Quantity quantity) {
        Optional<Hit> before = operator(quantity);
        before.ifPresent(hit -> {
            clause.before("negation", hit.from()).ifPresent(clause::take);
            clause.take(hit);
        });
        clause.before("since", quantity.from()).ifPresent(clause::take);
        clause.before("period.until", quantity.from()).ifPresent(clause::take);
        clause.before("within_surely", quantity.from()).ifPresent(clause::take);
        behind(quantity).ifPresent(clause::take);
        clause.take(quantity.from(), quantity.to());
    }

    private Optional<String> field(Quantity quantity) {
        Optional<String> named = numberField(quantity).map(Hit::meaning);
        if (named.isPresent()) {
            return named.map(field -> field.equals("value") && draft.entity.equals("leads") ? "budget" : field);
        }
        Optional<String> spokenOf = quantity.unit() == Unit.NONE ? boundBefore() : Optional.empty();
        if (spokenOf.isPresent()) {
            return spokenOf;
        }
        boolean money = quantity.unit() == Unit.MONEY
                || (quantity.unit() == Unit.NONE && quantity.value().compareTo(SURELY_MONEY) >= 0);
        return money && Set.of("deals", "leads").contains(draft.entity)
                ? Optional.of(draft.entity.equals("leads") ? "budget" : "value")
                : Optional.empty();
    }

    /** "Und mit denen über 10.000?" is about the one figure that had a bound before. */
    private Optional<String> boundBefore() {
        List<String> bounds = base.stream()
                .flatMap(query -> query.where().conjuncts().stream())
                .filter(Filter.Compares.class::isInstance)
                .map(part -> ((Filter.Compares) part).field().key())
                .distinct()
                .toList();
        return bounds.size() == 1 ? Optional.of(bounds.getFirst()) : Optional.empty();
    }

    /** The nearest word for a figure, before the number or right behind it. */
    private Optional<Hit> numberField(Quantity quantity) {
        Optional<Hit> behind = clause.at("number_field", quantity.to()).or(() -> staff(quantity));
        if (behind.isPresent()) {
            return behind;
        }
        int start = operatorStart(quantity);
        for (int i = start - 1; i >= Math.max(0, start - FIELD_REACH); i--) {
            Optional<Hit> hit = clause.at("number_field", i);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    /** "Firmen mit 100 bis 500 Leuten". */
    private Optional<Hit> staff(Quantity quantity) {
        boolean ofCompanies = draft.entity.equals("organisations")
                || clause.everywhere("entity").stream()
                        .anyMatch(hit -> hit.meaning().equals("organisations"));
        return ofCompanies
                ? clause.at("staff_count", quantity.to()).map(hit -> new Hit("employees", hit.from(), hit.to()))
                : Optional.empty();
    }

    private Optional<Hit> operator(Quantity quantity) {
        for (int end = quantity.from(); end > Math.max(0, quantity.from() - REACH); end--) {
            Optional<Hit> hit = clause.before("operator", end);
            if (hit.isPresent() && clause.onlySmall(hit.get().to(), quantity.from())) {
                return hit;
            }
        }
        return Optional.empty();
    }

    private Optional<String> sign(Quantity quantity) {
        Optional<String> behind = behind(quantity).map(Hit::meaning);
        return operator(quantity)
                .filter(hit -> !hit.meaning().equals("between"))
                .map(hit -> clause.before("negation", hit.from()).isPresent()
                        ? OPPOSITE.getOrDefault(hit.meaning(), hit.meaning())
                        : hit.meaning())
                .or(() -> behind)
                .or(() -> quantity.unit() == Unit.MONEY
                        ? clause.before("period.until", quantity.from()).map(until -> "<=")
                        : Optional.empty());
    }

    /** "Und mehr"; in "und weniger als …" begins another condition. */
    private Optional<Hit> behind(Quantity quantity) {
        return clause.at("behind", quantity.to())
                .filter(hit -> clause.at("operator", hit.to() - 1)
                        .filter(next -> next.to() > hit.to())
                        .isEmpty());
    }
}
