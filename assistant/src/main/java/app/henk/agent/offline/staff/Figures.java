package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a question wants to know: which figure, for each what, in which order and how many lines. */
final class Figures {

    private static final int USUAL_LINES = 10;
    private static final Set<String> DATES = Set.of("day", "week", "month", "quarter", "year", "weekday");
    private static final Map<String, String> DATE_OF = Map.of(
            "deals",
            "closed",
            "leads",
            "created",
            "activities",
            "at",
            "contacts",
            "created",
            "organisations",
            "created",
            "tasks",
            "due");

    private final Clause clause;
    private final Draft draft;
    private Optional<String> direction = Optional.empty();
    private boolean newest;
    /** Who is the best has sold the most. */
    private boolean best;

    private Optional<String> ranked = Optional.empty();
    private boolean one;

    Figures(Clause clause, Draft draft) {
        this.clause = clause;
        this.draft = draft;
    }

    /** "Sortiert nach Wert absteigend". */
    void sorted() {
        clause.first("sorted").ifPresent(sorted -> {
            Optional<Hit> way = clause.first("direction");
            String suffix = way.map(hit -> " " + hit.meaning()).orElse("");
            Optional<Hit> measure = clause.at("measure", sorted.to());
            Optional<Hit> field = clause.at("number_field", sorted.to()).or(() -> clause.at("date_noun", sorted.to()));
            Optional<Hit> by = field.or(() -> measure).or(() -> clause.at("dimension", sorted.to()));
            by.ifPresent(hit -> {
                draft.order.add(bare(hit.meaning())
                        + (suffix.isEmpty()
                                        && clause.at("dimension", hit.from()).isEmpty()
                                ? " desc"
                                : suffix));
                clause.take(sorted);
                clause.take(hit);
                way.ifPresent(clause::take);
            });
        });
    }

    private static String bare(String measure) {
        return measure.replaceFirst("\\|.*", "");
    }

    /** "Top 5", "die zehn größten", "the newest". */
    void rank() {
        Optional<Hit> top = clause.first("top");
        Optional<Hit> extreme = clause.all("most").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, "operator", "newest", "behind"))
                .filter(hit -> clause.at("operator", hit.from()).isEmpty())
                .findFirst()
                .or(() -> clause.first("newest"));
        Optional<Quantity> number = new Quantities(clause)
                .all().stream()
                        .filter(q ->
                                q.unit() == Quantities.Unit.NONE && q.value().compareTo(BigDecimal.valueOf(100)) <= 0)
                        .filter(q -> top.filter(hit -> hit.to() == q.from()).isPresent()
                                || extreme.filter(hit -> hit.from() == q.to() || hit.to() == q.from())
                                        .isPresent())
                        .findFirst();
        top.ifPresent(hit -> {
            direction = Optional.of("desc");
            clause.take(hit);
        });
        extreme.ifPresent(hit -> {
            direction = Optional.of(hit.meaning());
            newest = clause.at("most", hit.from()).isEmpty();
            one = clause.at("singular", hit.from()).isPresent() && number.isEmpty();
            clause.take(hit);
        });
        int behind = number.map(Quantity::to).orElse(-1);
        int next = extreme.filter(hit -> number.isEmpty() || hit.from() == behind)
                .map(Hit::to)
                .orElse(behind);
        best = extreme.filter(hit -> clause.everywhere("best").stream().anyMatch(b -> b.from() == hit.from()))
                .isPresent();
        ranked(next, top.isPresent());
        number.ifPresent(q -> {
            draft.limit = Optional.of(q.value().intValue());
            clause.take(q.from(), q.to());
        });
    }

    /** What is ranked: "die fünf besten Verkäufer", or by which figure of a record: "die meisten Mitarbeiter". */
    private void ranked(int at, boolean top) {
        boolean companies = draft.entity.equals("organisations");
        Optional<Hit> field =
                clause.at("number_field", at).filter(hit -> hit.meaning().equals("employees") && companies);
        if (field.isPresent()) {
            ranked = field.map(Hit::meaning);
            one = draft.limit.isEmpty();
            clause.take(field.get());
            return;
        }
        clause.at("dimension", at)
                .filter(hit -> !isEntity(hit) || top && clause.has("measure"))
                .ifPresent(this::group);
    }

    void measures() {
        for (Hit hit : clause.all("measure")) {
            String[] meaning = hit.meaning().split("\\|");
            draft.measure(measureOf(meaning[0], hit));
            if (meaning.length > 1 && !draft.limits("status") && !draft.limits("stage")) {
                implied(meaning[1]);
            }
            clause.take(hit);
        }
        beside();
        sold();
        boolean average = draft.measures.stream()
                .anyMatch(m -> Set.of("cycle_time", "days_in_stage", "conversion", "win_rate", "weighted")
                        .contains(m));
        if (average) {
            // "durchschnittliche Durchlaufzeit": what is an average anyway
            draft.measures.removeIf(m -> m.equals("avg(value)") || m.equals("sum(value)"));
        }
        if (draft.measures.size() > 1
                && draft.measures.stream().anyMatch(m -> m.startsWith("avg(") || m.startsWith("median("))) {
            draft.measures.remove("sum(value)");
        }
    }

    /** "Anzahl und Wert": a word for a figure that is joined to a figure is one. */
    private void beside() {
        for (Hit field : clause.all("number_field")) {
            boolean joined = clause.before("and_only", field.from()).isPresent() && !draft.measures.isEmpty();
            if (joined && field.meaning().equals("value") && !clause.isBeforeNumber(field.to())) {
                draft.measure("sum(value)");
                clause.take(field);
            }
        }
    }

    /** "Was haben wir an Cancity verkauft?" asks for what it brought in. */
    private void sold() {
        Optional<Hit> sold = clause.first("sold");
        if (sold.isEmpty()) {
            return;
        }
        clause.take(sold.get());
        if (!draft.limits("status")) {
            implied("status = won");
        }
        if (draft.measures.isEmpty()) {
            draft.measure("sum(value)");
        }
    }

    /** "How did Anna do?": what she sold. */
    void performance() {
        if (draft.measures.isEmpty()
                && (clause.has("performance")
                        || best && !draft.by.isEmpty()
                        || draft.compare.isPresent() && draft.by.isEmpty())) {
            draft.measure("sum(value)");
            if (!draft.limits("status")) {
                draft.value("status", "won", false);
            }
        }
        clause.all("performance").forEach(clause::take);
    }

    private void implied(String condition) {
        String[] parts = condition.split(" = ");
        if (clause.all("status").isEmpty()) {
            draft.value(parts[0], parts[1], false);
        }
    }

    /** "Durchschnittlicher Score": the word for a figure that stands beside says of what. */
    private String measureOf(String measure, Hit hit) {
        int open = measure.indexOf('(');
        if (open < 0) {
            return measure;
        }
        Optional<Hit> of = clause.all("number_field").stream()
                .filter(field -> Math.min(Math.abs(field.from() - hit.to()), Math.abs(hit.from() - field.to())) <= 2)
                .min(Comparator.comparingInt(field -> Math.abs(field.from() - hit.to())));
        of.ifPresent(clause::take);
        String field = of.map(Hit::meaning).orElse("value");
        if (field.equals("value") && draft.entity.equals("leads")) {
            field = "budget";
        }
        return measure.substring(0, open) + "(" + field + ")";
    }

    /** "Pro Branche", "je Monat", "welcher Verkäufer". */
    void groups() {
        for (Hit by : clause.all("by")) {
            int at = by.to();
            while (at < clause.size() && clause.at("article", at).isPresent()) {
                at++;
            }
            Optional<Hit> what = clause.at("dimension", at);
            if (what.isPresent()) {
                group(what.get());
                clause.take(by);
                second(what.get());
            } else {
                orderBy(by, at);
            }
        }
        for (Hit which : clause.all("which")) {
            Optional<Hit> what = clause.at("dimension", which.to());
            if (what.isPresent() && !isEntity(what.get())) {
                which(which);
                group(what.get());
            }
        }
        clause.first("who").ifPresent(who -> {
            if (direction.isPresent() || !draft.measures.isEmpty() || draft.limits("status")) {
                draft.group("assignee");
                which(who);
            }
        });
        for (Hit each : clause.all("each")) {
            draft.group(dimension(each.meaning()));
            clause.take(each);
        }
    }

    private void which(Hit which) {
        boolean several = clause.at("plural", which.from()).isPresent();
        one |= direction.isPresent() && !several && draft.limit.isEmpty();
        clause.take(which);
    }

    /** "Nach Branche und Quartal". */
    private void second(Hit first) {
        clause.at("and_only", first.to())
                .map(and -> clause.at("by", and.to()).map(Hit::to).orElse(and.to()))
                .flatMap(at -> clause.at("dimension", at))
                .ifPresent(this::group);
    }

    private void orderBy(Hit by, int at) {
        Optional<Hit> figure = clause.at("measure", at).or(() -> clause.at("number_field", at));
        boolean listed = direction.isPresent() || draft.limit.isPresent();
        if (figure.isPresent() && listed) {
            // "Top 5 nach Wert"
            clause.take(by);
            if (clause.at("measure", at).isEmpty()) {
                draft.order.add(figure.get().meaning() + " " + direction.orElse("desc"));
                clause.take(figure.get());
            }
        }
    }

    private boolean isEntity(Hit dimension) {
        boolean others = clause.all("entity").stream().anyMatch(hit -> hit.from() != dimension.from())
                || !draft.measures.isEmpty()
                || draft.limits("status");
        return clause.at("entity", dimension.from()).isPresent() && !others;
    }

    private void group(Hit hit) {
        draft.group(dimension(hit.meaning()));
        clause.take(hit);
    }

    private String dimension(String meaning) {
        return DATES.contains(meaning) ? meaning + "(" + date() + ")" : of(meaning);
    }

    /** A date that the question speaks of, else the one that goes without saying. */
    private String date() {
        return clause.first("date_field")
                .map(Hit::meaning)
                .or(() -> Optional.ofNullable(DATE_OF.get(draft.entity)))
                .orElse("created");
    }

    private String of(String field) {
        return draft.entity.equals("activities") && field.equals("assignee") ? "actor" : field;
    }

    /** What is left over that stands for a group: "Umsatz der Verkäufer". */
    void looseGroups() {
        if (!draft.measures.isEmpty() && draft.by.isEmpty()) {
            clause.first("dimension")
                    .filter(hit -> clause.at("entity", hit.from()).isEmpty() && !draft.limits(hit.meaning()))
                    .filter(hit -> !clause.isBesideName(hit.from()))
                    // "wie viele Mitarbeiter" counts what is no kind of record
                    .filter(hit -> clause.tongue
                            .lexicon()
                            .before("measure", clause.tokens, hit.from())
                            .isEmpty())
                    .ifPresent(this::group);
        }
    }

    /** Settles order and number of lines once everything else is known. */
    void settle(boolean follows) {
        boolean figures = !draft.by.isEmpty();
        if (figures && draft.measures.isEmpty() && (!follows || direction.isPresent())) {
            draft.measure("count");
        }
        direction.ifPresent(way -> {
            if (draft.order.isEmpty()) {
                draft.order.add(orderTerm(figures) + " " + way);
            }
            if (draft.limit.isEmpty()) {
                draft.limit = Optional.of(one ? 1 : USUAL_LINES);
            }
        });
        if (direction.isPresent() && !figures) {
            draft.measures.remove("count");
        }
    }

    private String orderTerm(boolean figures) {
        if (figures) {
            return draft.measures.getFirst();
        }
        if (ranked.isPresent()) {
            return ranked.get();
        }
        if (newest) {
            return DATE_OF.getOrDefault(draft.entity, "created").equals("closed")
                    ? "created"
                    : DATE_OF.getOrDefault(draft.entity, "created");
        }
        return switch (draft.entity) {
            case "leads" -> "score";
            case "organisations" -> "employees";
            default -> "value";
        };
    }
}
