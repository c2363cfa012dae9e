package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.insights.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads in which order a question wants its lines, and how many: "die fünf größten", "älteste zuerst", "the last ten". */
final class Ranking {

    private static final String CYCLE = "cycle_time";
    private static final int USUAL_LINES = 10;

    private final Clause clause;
    private final Draft draft;
    private final Optional<Query> base;
    private final Superlatives superlatives;

    private Optional<String> direction = Optional.empty();
    private boolean newest;
    /** Who is the best has sold the most. */
    private boolean best;

    /** Ranked by how good, not by how much. */
    private boolean judged;

    /** The noun for deals that an adjective of size stands before. */
    private Optional<Hit> sized = Optional.empty();

    private Optional<String> ranked = Optional.empty();
    /** The figure that the lines are sorted by, where that is said. */
    private Optional<String> sortedBy = Optional.empty();

    private boolean one;
    private boolean allLines;
    /** What sells the most often is counted. */
    private boolean counted;

    private boolean byRevenue;
    /** "Top 4" of whom, where nothing says so. */
    private boolean top;

    /** "Die meisten" are of something for each of something. */
    private boolean many;

    /** @param base the question that this one follows */
    Ranking(Clause clause, Draft draft, Optional<Query> base) {
        this.clause = clause;
        this.draft = draft;
        this.base = base;
        this.superlatives = new Superlatives(clause);
    }

    /** Whether it goes on about a figure. */
    boolean followsFigure() {
        return base.filter(query -> !query.measures().isEmpty()).isPresent();
    }

    boolean isRanked() {
        return direction.isPresent();
    }

    /** "Die meisten", "am wenigsten". */
    boolean isOfMany() {
        return many;
    }

    boolean isBest() {
        return best;
    }

    boolean isCounted() {
        return counted;
    }

    boolean isByRevenue() {
        return byRevenue;
    }

    Optional<String> direction() {
        return direction;
    }

    /** "Welche Branche …": the one; "welche Branchen …": the first of them. */
    void ofOne() {
        one |= isRanked() && draft.limit.isEmpty();
    }

    /** "Wer hat mehr?" of those that are held against each other. */
    void first(String way) {
        direction = Optional.of(way);
        one = true;
    }

    /** "Und nach Anzahl?": those that were shown, by another figure. */
    void anew(Hit by) {
        direction = base.stream()
                .flatMap(query -> query.order().stream())
                .findFirst()
                .map(order -> order.descending() ? "desc" : "asc");
        allLines = true;
        clause.take(by);
    }

    /** "Sortiert nach Wert absteigend". */
    void sorted() {
        clause.first("sorted").ifPresent(sorted -> {
            Optional<Hit> way = clause.first("direction");
            String suffix = way.map(hit -> " " + hit.meaning()).orElse("");
            Optional<Hit> measure = clause.at("measure", sorted.to());
            Optional<Hit> field = clause.at("number_field", sorted.to()).or(() -> clause.at("date_noun", sorted.to()));
            if (field.isEmpty() && measure.isPresent()) {
                // "reps ranked by revenue": the figure is measured too
                sortedBy = measure.map(hit -> hit.meaning().replaceFirst("\\|.*", ""));
                direction = way.map(Hit::meaning).or(() -> Optional.of("desc"));
                allLines = true;
                clause.take(sorted);
                way.ifPresent(clause::take);
                return;
            }
            boolean behind = clause.all("by").stream().anyMatch(later -> isFigureWord(later.to()));
            Optional<Hit> by = field.or(() -> behind ? Optional.empty() : clause.at("dimension", sorted.to()));
            by.ifPresent(hit -> {
                draft.order.add(hit.meaning().replaceFirst("\\|.*", "")
                        + (suffix.isEmpty()
                                        && clause.at("dimension", hit.from()).isEmpty()
                                ? " desc"
                                : suffix));
                clause.take(sorted);
                clause.take(hit);
                way.ifPresent(clause::take);
            });
        });
        sortedBehind();
        clause.first("direction").ifPresent(way -> {
            direction = Optional.of(way.meaning());
            judged = clause.at("judged", way.from()).isPresent();
            allLines = true;
            clause.take(way);
        });
    }

    /** "Nach Umsatz sortiert", "sortiere die Verkäufer nach Umsatz": the figure is measured too. */
    private void sortedBehind() {
        clause.first("sorted").ifPresent(sorted -> {
            Optional<Hit> later = clause.all("by").stream()
                    .filter(by -> by.from() > sorted.to() && isFigureWord(by.to()))
                    .findFirst();
            later.ifPresent(by -> {
                direction = Optional.of("desc");
                allLines = true;
                clause.take(by);
                clause.take(sorted);
            });
            if (later.isPresent()) {
                return;
            }
            Optional<Hit> figure =
                    clause.before("measure", sorted.from()).or(() -> clause.before("number_field", sorted.from()));
            Optional<Hit> by = figure.flatMap(hit -> clause.before("by", hit.from()));
            by.ifPresent(hit -> {
                direction = Optional.of("desc");
                allLines = true;
                clause.take(hit);
                clause.take(sorted);
            });
        });
    }

    private boolean isFigureWord(int at) {
        return clause.at("measure", at).isPresent()
                || clause.at("number_field", at).isPresent();
    }

    /** "Top 5", "die zehn größten", "the newest". */
    void read() {
        Optional<Hit> top = clause.first("top");
        Optional<Hit> sold = clause.first("most_sold");
        Optional<Hit> revenue = clause.first("most_revenue");
        byRevenue = revenue.isPresent();
        Optional<Hit> pace = clause.first("pace");
        Optional<Hit> extreme = pace.or(() -> sold)
                .or(() -> revenue)
                .or(superlatives::extreme)
                .or(() -> top.isPresent() ? Optional.empty() : superlatives.last());
        Optional<Quantity> number = superlatives.number(top, extreme);
        if (extreme.isPresent() && top.isEmpty() && number.isEmpty() && isFigure(extreme.get())) {
            return;
        }
        top.ifPresent(hit -> {
            direction = Optional.of("desc");
            clause.take(hit);
        });
        extreme.ifPresent(this::extreme);
        counted = sold.isPresent()
                || extreme.filter(hit -> clause.at("oftest", hit.from()).isPresent()
                                || clause.fieldAt(hit.to())
                                        .filter("product"::equals)
                                        .isPresent())
                        .isPresent();
        // "and the biggest?", where an adjective does not say how many are meant
        boolean last = base.isPresent()
                && clause.tongue.lexicon().phrases("singular").isEmpty()
                && extreme.filter(hit -> clause.onlySmall(hit.to(), clause.size()))
                        .isPresent();
        one |= last && top.isEmpty();
        one &= number.isEmpty();
        extreme.ifPresent(clause::take);
        best |= top.isPresent();
        pace.ifPresent(hit -> draft.measure(CYCLE));
        this.top = top.isPresent();
        int behind = number.map(Quantity::to).or(() -> top.map(Hit::to)).orElse(-1);
        int next = extreme.filter(hit -> number.isEmpty() || hit.from() == behind)
                .map(Hit::to)
                .orElse(behind);
        int noun = clause.pastStates(next);
        sized = extreme.filter(hit -> clause.isAnyway("most", hit.from())
                        && !many
                        && !best
                        && !clause.isAnyway("oftest", hit.from())
                        && !clause.isAnyway("newest", hit.from()))
                .flatMap(hit -> clause.anyway("entity", clause.pastStates(hit.to())))
                .filter(hit -> hit.meaning().startsWith("deals"));
        ranked(superlatives.isNoun(noun) ? noun : pastArticles(noun), top.isPresent());
        number.ifPresent(q -> {
            draft.limit = Optional.of(q.value().intValue());
            clause.take(q.from(), q.to());
        });
        few();
    }

    private void extreme(Hit hit) {
        many = clause.at("many", hit.from())
                .filter(phrase -> phrase.to() == hit.to())
                .isPresent();
        direction = Optional.of(hit.meaning());
        newest = clause.at("newest", hit.from()).isPresent()
                || clause.at("last", hit.from()).isPresent();
        best = clause.at("best", hit.from()).isPresent();
        judged = clause.at("judged", hit.from()).isPresent();
        one = (clause.at("singular", hit.from()).isPresent()
                        && !clause.isAnyway("plural_entity", clause.pastStates(hit.to())))
                || clause.isAnyway("singular_noun", clause.pastStates(hit.to()));
        clause.at("first_word", hit.to()).ifPresent(first -> {
            allLines = true;
            clause.take(first);
        });
    }

    /** "Nur die ersten 3" of what was shown. */
    private void few() {
        // "worst first, just the bottom four"
        boolean more = isRanked() && allLines && draft.limit.isEmpty();
        if (isRanked() ? !more : base.isEmpty()) {
            return;
        }
        Stream.concat(
                        clause.all("first_few").stream(),
                        more
                                ? clause.all("most").stream()
                                        .filter(hit -> direction.equals(Optional.of(hit.meaning())))
                                : Stream.empty())
                .findFirst()
                .ifPresent(first -> superlatives.quantities().stream()
                        .filter(q -> q.from() == first.to() || q.to() == first.from())
                        .findFirst()
                        .ifPresent(q -> {
                            draft.limit = Optional.of(q.value().intValue());
                            clause.take(first);
                            clause.take(q.from(), q.to());
                        }));
    }

    /** "Höchster Dealwert je Produkt", "größter Deal pro Verkäufer": the greatest figure, not the records in order. */
    private boolean isFigure(Hit extreme) {
        boolean chooses = clause.all("which").stream().anyMatch(hit -> superlatives.isNoun(hit.to()))
                || clause.has("who")
                || clause.at("best", extreme.from()).isPresent()
                || clause.at("newest", extreme.from()).isPresent()
                || clause.at("last", extreme.from()).isPresent();
        if (chooses) {
            return false;
        }
        Optional<Hit> behind = clause.at("number_field", extreme.to());
        Optional<Hit> field = behind.or(() -> clause.beforeSmall("number_field", extreme.from()));
        boolean ofRecord = behind.isPresent()
                && clause.everywhere("entity").stream().anyMatch(hit -> hit.to() <= extreme.from() && !isField(hit));
        boolean ofEach = clause.isAnyway("entity", clause.pastStates(extreme.to()))
                && clause.all("by").stream()
                        .anyMatch(by ->
                                clause.at("dimension", pastArticles(by.to())).isPresent());
        if ((field.isPresent() && !ofRecord) || ofEach) {
            String name = field.map(Hit::meaning).orElse("value");
            draft.measure((extreme.meaning().equals("desc") ? "max(" : "min(") + name + ")");
            clause.take(extreme);
            field.ifPresent(clause::take);
            return true;
        }
        return false;
    }

    private boolean isField(Hit hit) {
        return clause.at("number_field", hit.from()).isPresent();
    }

    private int pastArticles(int from) {
        int at = from;
        while (clause.at("article", at).isPresent()) {
            at++;
        }
        return at;
    }

    /** What is ranked: "die fünf besten Verkäufer", or by which figure of a record: "mit dem höchsten Wert". */
    private void ranked(int at, boolean top) {
        boolean companies = draft.entity.equals("organisations");
        Optional<Hit> field = clause.at("number_field", at)
                .or(() -> clause.at("staff_count", at).map(hit -> new Hit("employees", hit.from(), hit.to())))
                .filter(hit -> companies == hit.meaning().equals("employees"));
        if (field.isPresent() && isRanked()) {
            many = false;
            ranked = field.map(Hit::meaning);
            one |= draft.limit.isEmpty() && (companies || !clause.has("plural_entity"));
            clause.take(field.get());
            return;
        }
        boolean ofDeals = isRanked()
                && clause.anyway("entity", at)
                        .filter(hit -> hit.meaning().startsWith("deals"))
                        .isPresent();
        if (ofDeals && !clause.has("which") && !clause.has("who") && !clause.has("by")) {
            // "Verkäufer mit den meisten verlorenen Deals"
            clause.first("dimension")
                    .filter(hit -> hit.to() < at && hit.from() <= 1)
                    .ifPresent(hit -> {
                        draft.dimension(clause, hit.meaning());
                        one |= clause.isAnyway("singular_noun", hit.from()) && draft.limit.isEmpty();
                        clause.take(hit);
                    });
            return;
        }
        clause.at("dimension", at)
                .filter(hit -> !isEntity(hit) || (top && clause.has("measure")))
                .ifPresent(hit -> {
                    draft.dimension(clause, hit.meaning());
                    clause.take(hit);
                });
    }

    private boolean isEntity(Hit dimension) {
        boolean others = clause.all("entity").stream().anyMatch(hit -> hit.from() != dimension.from())
                || !draft.measures.isEmpty()
                || (!draft.entity.equals("organisations")
                        && (clause.has("measure") || clause.has("sold") || clause.has("buyer")))
                || draft.limits("status");
        return clause.at("entity", dimension.from()).isPresent() && !others;
    }

    /** Settles order and number of lines once everything else is known. */
    void settle() {
        if (isRanked() && draft.by.isEmpty()) {
            // the order may be that of the figures which were shown before
            base.map(Query::by).orElse(List.of()).forEach(group -> draft.group(group.text()));
        }
        if (top && draft.by.isEmpty() && isOfTeam()) {
            draft.group("assignee");
        }
        if (top && isOfNothing()) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        if (isRanked()) {
            // "sortier mal, beste zuerst"
            clause.all("sorted").stream()
                    .filter(hit -> clause.anyway("by", hit.to() - 1).isEmpty()
                            && clause.at("by", hit.to()).isEmpty())
                    .forEach(clause::take);
        }
        if (isRanked() && draft.by.contains("manager")) {
            // "welcher Manager hat das beste Team"
            draft.by.remove("team");
        }
        boolean figures = !draft.by.isEmpty();
        if (isRanked() && !figures && draft.measures.isEmpty() && draft.entity.equals("deals")) {
            byLength();
        }
        boolean ofEach = isRanked() && draft.by.size() > 1 && !allLines;
        boolean together =
                isRanked() && figures && !clause.everywhere("combined").isEmpty();
        if (ofEach || together) {
            // the first of each is no order of all, and the sum of the first none of the lines
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        if (figures && draft.measures.isEmpty() && isRanked()) {
            base.map(Query::measures).orElse(List.of()).forEach(measure -> draft.measure(measure.text()));
        }
        if (figures && draft.measures.isEmpty() && sized.isPresent()) {
            size(sized.get());
        }
        if (figures && draft.measures.isEmpty() && (base.isEmpty() || isRanked())) {
            draft.measure("count");
        }
        if (!figures
                && isRanked()
                && draft.measures.equals(List.of(CYCLE))
                && !clause.everywhere("pace").isEmpty()) {
            // "der am schnellsten gewonnene Deal": of one deal it is how long it took
            draft.measures.clear();
            ranked = Optional.of("cycle_days");
        }
        // "wie viele der zehn größten gehören Anna?" counts those that are first, and not all
        boolean pointless = isRanked()
                && !figures
                && (isByCount()
                        || draft.measures.stream().anyMatch(measure -> !measure.equals("count"))
                        || (draft.measures.contains("count") && draft.limit.isPresent()));
        if ((many && !figures) || pointless) {
            // the most of what, for each what?
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        direction.ifPresent(way -> {
            if (draft.order.isEmpty()) {
                draft.order.add(term() + " " + (judged && isBetterTheLess() ? opposite(way) : way));
            }
            if (draft.limit.isEmpty() && !allLines) {
                draft.limit = Optional.of(one ? 1 : USUAL_LINES);
            }
        });
        if (isRanked() && !figures) {
            draft.measures.remove("count");
        }
    }

    /** "Welcher Deal hat am längsten gedauert?" */
    private void byLength() {
        clause.all("lasting").stream()
                .filter(hit -> hit.meaning().equals("cycle_days"))
                .findFirst()
                .ifPresent(hit -> {
                    ranked = Optional.of(hit.meaning());
                    one |= clause.isAnyway("singular_noun", 1) && draft.limit.isEmpty();
                    clause.take(hit);
                });
    }

    /** "Top 4 im Team von Anna nach Umsatz": of a team the ones who sell. */
    private boolean isOfTeam() {
        return !draft.measures.isEmpty()
                && (draft.limits("manager") || draft.limits("team"))
                && clause.everywhere("entity").isEmpty();
    }

    /** "Top 5 im Osten": of the deals, or of those who sell? */
    private boolean isOfNothing() {
        return base.isEmpty()
                && draft.by.isEmpty()
                && draft.measures.isEmpty()
                && draft.order.isEmpty()
                && clause.everywhere("entity").isEmpty();
    }

    /** "Top 4 nach Stückzahl": no record has a count. */
    private boolean isByCount() {
        return clause.everywhere("by").stream()
                .flatMap(by -> clause.anyway("measure", by.to()).stream())
                .anyMatch(measure -> measure.meaning().startsWith("count"));
    }

    /** "Wer hat den größten Deal?" is about one deal's value, "die größte Pipeline" about that of all of them. */
    private void size(Hit noun) {
        if (noun.meaning().equals("deals|status = open")) {
            draft.measure("sum(value)");
        } else if (clause.isAnyway("singular_noun", noun.from())) {
            draft.measure("max(value)");
        } else {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }

    /** Of what is lost and of what takes time, less is better: the worst has the most. */
    private boolean isBetterTheLess() {
        return !draft.by.isEmpty()
                && (draft.values("status").equals(Set.of("lost"))
                        || Set.of("cycle_time", "days_in_stage").contains(term()));
    }

    private static String opposite(String way) {
        return way.equals("desc") ? "asc" : "desc";
    }

    private String term() {
        return draft.by.isEmpty()
                ? ranked.orElseGet(() -> newest ? date() : value())
                : sortedBy.filter(draft.measures::contains).orElseGet(draft.measures::getFirst);
    }

    private String date() {
        Set<String> status = draft.values("status");
        boolean decided = !status.isEmpty() && !status.contains("open");
        return switch (draft.entity) {
            case "deals" -> decided ? "closed" : "created";
            case "activities" -> "at";
            case "tasks" -> "due";
            default -> "created";
        };
    }

    private String value() {
        return switch (draft.entity) {
            case "leads" -> "score";
            case "organisations" -> "employees";
            default -> "value";
        };
    }
}
