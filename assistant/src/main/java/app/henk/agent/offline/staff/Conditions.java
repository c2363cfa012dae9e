package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Names.Named;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.agent.offline.staff.Quantities.Unit;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which records a question is about: names, states, numbers, silence. */
final class Conditions {

    private static final int REACH = 3;
    private static final int FARTHEST_NO = 7;
    private static final int FIELD_REACH = 4;
    private static final BigDecimal SURELY_MONEY = BigDecimal.valueOf(100);
    private static final Map<String, String> OPPOSITE = Map.of(">", "<=", ">=", "<", "<", ">=", "<=", ">");
    /** Fields of names, the surer ones first where one name is both. */
    private static final List<String> FIELDS =
            List.of("stage", "product", "assignee", "manager", "company", "sector", "team", "source", "country");

    private final Clause clause;
    private final Draft draft;
    private final Map<Integer, String> fieldAt = new HashMap<>();

    Conditions(Clause clause, Draft draft) {
        this.clause = clause;
        this.draft = draft;
    }

    /** The tenant's own names; what stands around them says whether they are wanted. */
    void names() {
        List<Named> names = clause.names();
        for (int i = 0; i < names.size(); i++) {
            Named first = names.get(i);
            List<Named> same =
                    names.stream().filter(named -> named.from() == first.from()).toList();
            if (clause.isFree(first.from(), first.to()) && !isState(first)) {
                Named meant = meant(same);
                value(meant.field(), meant.value(), meant.from(), meant.to());
            }
        }
    }

    /** "Won" is a stage and what became of a deal; the latter is asked about. */
    private boolean isState(Named named) {
        return named.field().equals("stage")
                && clause.at("status", named.from()).isPresent();
    }

    private Named meant(List<Named> same) {
        for (int i = same.getFirst().from() - 1;
                i >= Math.max(0, same.getFirst().from() - 2);
                i--) {
            Optional<Hit> kind = clause.at("dimension", i);
            Optional<Named> told = kind.flatMap(k -> same.stream()
                    .filter(named -> named.field().equals(k.meaning()))
                    .findFirst());
            if (told.isPresent()) {
                return told.get();
            }
        }
        return same.stream()
                .min(Comparator.comparingInt(named -> FIELDS.indexOf(named.field())))
                .orElseThrow();
    }

    /** Values that every tenant may have, by the words of the language. */
    void values() {
        for (String field : List.of("sector", "country", "team", "source")) {
            for (Hit hit : clause.all("value." + field)) {
                value(field, own(field, hit), hit.from(), hit.to());
            }
        }
        for (Hit hit : clause.all("stage")) {
            value("stage", stage(clause.tongue, hit.meaning()), hit.from(), hit.to());
        }
    }

    /** As the tenant writes it, else its common name. */
    private String own(String field, Hit hit) {
        return clause.tongue
                .names()
                .value(field, clause.tongue.lexicon().phrases("value." + field, hit.meaning()))
                .orElse(hit.meaning());
    }

    /** The tenant's own key for a stage of this sense, else its common name. */
    static String stage(Tongue tongue, String common) {
        return tongue.names()
                .value("stage", tongue.lexicon().phrases("stage", common))
                .orElse(common);
    }

    void states() {
        for (Hit hit : clause.all("status")) {
            if (openOtherwise(hit)) {
                clause.take(hit);
                continue;
            }
            for (String status : hit.meaning().equals("closed") ? List.of("won", "lost") : List.of(hit.meaning())) {
                value("status", status, hit.from(), hit.to());
            }
        }
        for (Hit hit : clause.all("light")) {
            value("light", hit.meaning(), hit.from(), hit.to());
        }
        clause.first("overdue").ifPresent(hit -> {
            draft.where.add(negated("", hit.from()) ? "not overdue" : "overdue");
            clause.take(hit);
        });
        for (String section : List.of("urgency", "lead_status", "industry")) {
            if (draft.entity.equals("leads")) {
                String field = section.equals("lead_status") ? "status" : section;
                for (Hit hit : clause.all(section)) {
                    value(field, hit.meaning(), hit.from(), hit.to());
                }
            }
        }
        clause.first("key_account").ifPresent(hit -> {
            draft.where.add(negated("", hit.from()) ? "not key_account" : "key_account");
            clause.take(hit);
        });
        clause.first("mine").ifPresent(hit -> {
            draft.value("assignee", "me", false);
            clause.take(hit);
        });
        missing();
    }

    /** Of a task it means that it is not done, of a lead that nothing has come of it yet. */
    private boolean openOtherwise(Hit status) {
        boolean open = status.meaning().equals("open");
        if (draft.entity.equals("tasks") && (open || status.meaning().equals("closed"))) {
            draft.where.add(open ? "not done" : "done");
            return true;
        }
        if (draft.entity.equals("leads") && open) {
            draft.value("status", "won", true);
            draft.value("status", "lost", true);
            return true;
        }
        return false;
    }

    /** "Ohne Branche", "without a value". */
    private void missing() {
        for (Hit no : clause.all("without")) {
            int at = skipSmall(no.to());
            Optional<Hit> field = clause.at("dimension", at)
                    .or(() -> clause.at("number_field", at))
                    .or(() -> clause.at("date_noun", at));
            field.ifPresent(hit -> {
                draft.where.add(hit.meaning() + " is missing");
                clause.take(no);
                clause.take(hit);
            });
        }
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
                    .or(() -> clause.at("age", operatorStart(duration)).map(hit -> "age_days"))
                    .or(() -> numberField(duration).map(hit -> hit.meaning()))
                    .or(() -> hasOperator(duration)
                                    || clause.before("since", duration.from()).isPresent()
                            ? ofState()
                            : Optional.empty());
            if (field.isPresent()) {
                String sign = sign(duration).orElse(">=");
                draft.where.add(field.get() + " " + sign + " " + duration.value());
                takeWithOperator(duration);
                nearest.ifPresent(clause::take);
            }
        }
        clause.first("never_contacted").ifPresent(hit -> {
            draft.where.add("last_contact is missing");
            clause.take(hit);
        });
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
        return joined && (between || high.unit() != Unit.DAYS && hasField(low, high));
    }

    private boolean hasField(Quantity low, Quantity high) {
        return operator(low).isEmpty() && field(high).isPresent() && low.to() < high.from();
    }

    private void range(Quantity low, Quantity high) {
        field(high).or(() -> field(low)).ifPresent(field -> {
            BigDecimal least = Quantities.scaledLike(low.value(), high.value());
            draft.where.add(field + " between " + least + " and " + high.value());
            numberField(low).ifPresent(clause::take);
            operator(low).ifPresent(clause::take);
            clause.take(low.from(), high.to());
        });
    }

    private void compared(Quantity quantity) {
        Optional<String> sign = sign(quantity);
        Optional<String> field = field(quantity);
        Optional<Hit> named = numberField(quantity);
        if (field.isPresent() && (sign.isPresent() || named.isPresent())) {
            draft.where.add(field.get() + " " + sign.orElse("=") + " " + quantity.value());
            named.ifPresent(clause::take);
            takeWithOperator(quantity);
        }
    }

    private void takeWithOperator(Quantity quantity) {
        Optional<Hit> before = operator(quantity);
        before.ifPresent(hit -> {
            clause.before("negation", hit.from()).ifPresent(clause::take);
            clause.take(hit);
        });
        clause.before("since", quantity.from()).ifPresent(clause::take);
        clause.at("behind", quantity.to()).ifPresent(clause::take);
        clause.take(quantity.from(), quantity.to());
    }

    private Optional<String> field(Quantity quantity) {
        Optional<String> named = numberField(quantity).map(Hit::meaning);
        if (named.isPresent()) {
            return named.map(field -> field.equals("value") && draft.entity.equals("leads") ? "budget" : field);
        }
        boolean money = quantity.unit() == Unit.MONEY
                || quantity.unit() == Unit.NONE && quantity.value().compareTo(SURELY_MONEY) >= 0;
        return money && Set.of("deals", "leads").contains(draft.entity)
                ? Optional.of(draft.entity.equals("leads") ? "budget" : "value")
                : Optional.empty();
    }

    /** The nearest word for a figure, before the number or right behind it. */
    private Optional<Hit> numberField(Quantity quantity) {
        Optional<Hit> behind = clause.at("number_field", quantity.to());
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
        Optional<String> behind = clause.at("behind", quantity.to()).map(Hit::meaning);
        return operator(quantity)
                .filter(hit -> !hit.meaning().equals("between"))
                .map(hit -> clause.before("negation", hit.from()).isPresent()
                        ? OPPOSITE.getOrDefault(hit.meaning(), hit.meaning())
                        : hit.meaning())
                .or(() -> behind);
    }

    private int skipSmall(int i) {
        int at = i;
        while (at < clause.size() && clause.at("article", at).isPresent()) {
            at++;
        }
        return at;
    }

    private void value(String field, String value, int from, int to) {
        boolean negated = negated(field, from);
        draft.value(field, value, negated);
        if (negated && field.equals("country")) {
            // what lies nowhere that we know of does not lie elsewhere
            draft.where.add("country is known");
        }
        clause.takeName(from, to);
        for (int i = from; i < to; i++) {
            fieldAt.put(i, field);
        }
    }

    /** Whether a no stands before it, with small words in between; in a list of one field's values it holds for each. */
    private boolean negated(String field, int from) {
        for (int end = from; end > Math.max(0, from - FARTHEST_NO); end--) {
            Optional<Hit> no = clause.tongue.lexicon().before("negation", clause.tokens, end);
            if (no.isPresent()) {
                clause.take(no.get());
                return true;
            }
            boolean passes = clause.isSmall(end - 1)
                    || field.equals(fieldAt.get(end - 1))
                    || clause.at("entity", end - 1).isPresent()
                    || clause.at("dimension", end - 1).isPresent();
            if (!passes) {
                return false;
            }
        }
        return false;
    }
}
