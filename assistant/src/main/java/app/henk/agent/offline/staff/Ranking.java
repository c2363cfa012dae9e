package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.insights.Query;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads in which order a question wants its lines, and how many: "die fünf größten", "älteste zuerst", "the last ten". */
final class Ranking {

    private static final String CYCLE = "cycle_time";

    private final Clause clause;
    private final Draft draft;
    private final Optional<Query> base;
    private final Superlatives superlatives;
    private final Rank rank = new Rank();

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
        return rank.isSaid();
    }

    /** "Die meisten", "am wenigsten". */
    boolean isOfMany() {
        return rank.many;
    }

    boolean isBest() {
        return rank.best;
    }

    boolean isCounted() {
        return rank.counted;
    }

    boolean isByRevenue() {
        return rank.byRevenue;
    }

    Optional<String> direction() {
        return rank.direction;
    }

    /** "Und wer die wenigsten?" goes on about those who were ranked before. */
    Optional<String> whoBefore() {
        return base.map(Query::by)
                .filter(by -> by.size() == 1)
                .map(by -> by.getFirst().text())
                .filter(Breakdown.SELLERS::contains);
    }

    /** "Welche Branche …": the one; "welche Branchen …": the first of them. */
    void ofOne() {
        rank.one |= isRanked() && draft.limit.isEmpty();
    }

    /** "Wer hat mehr?" of those that are held against each other. */
    void first(String way) {
        rank.direction = Optional.of(way);
        rank.one = true;
    }

    /** "Und nach Anzahl?": those that were shown, by another figure. */
    void anew(Hit by) {
        rank.direction = base.stream()
                .flatMap(query -> query.order().stream())
                .findFirst()
                .map(order -> order.descending() ? "desc" : "asc");
        rank.allLines = true;
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
                rank.sortedBy = measure.map(hit -> hit.meaning().replaceFirst("\\|.*", ""));
                rank.direction = way.map(Hit::meaning).or(() -> Optional.of("desc"));
                rank.allLines = true;
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
            rank.direction = Optional.of(way.meaning());
            rank.judged = clause.at("judged", way.from()).isPresent();
            rank.allLines = true;
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
                rank.direction = Optional.of("desc");
                rank.allLines = true;
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
                rank.direction = Optional.of("desc");
                rank.allLines = true;
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
        rank.byRevenue = revenue.isPresent();
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
            rank.direction = Optional.of("desc");
            clause.take(hit);
        });
        extreme.ifPresent(this::extreme);
        rank.counted = sold.isPresent()
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
        rank.one |= last && top.isEmpty();
        rank.one &= number.isEmpty();
        extreme.ifPresent(clause::take);
        rank.best |= top.isPresent();
        pace.ifPresent(hit -> draft.measure(CYCLE));
        rank.top = top.isPresent();
        int behind = number.map(Quantity::to).or(() -> top.map(Hit::to)).orElse(-1);
        int next = extreme.filter(hit -> number.isEmpty() || hit.from() == behind)
                .map(Hit::to)
                .orElse(behind);
        int noun = clause.pastStates(next);
        rank.sized = extreme.filter(hit -> clause.isAnyway("most", hit.from())
                        && !rank.many
                        && !rank.best
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
        rank.many = clause.at("many", hit.from())
                .filter(phrase -> phrase.to() == hit.to())
                .isPresent();
        rank.direction = Optional.of(hit.meaning());
        rank.newest = clause.at("newest", hit.from()).isPresent()
                || clause.at("last", hit.from()).isPresent();
        rank.best = clause.at("best", hit.from()).isPresent();
        rank.judged = clause.at("judged", hit.from()).isPresent();
        rank.one = (clause.at("singular", hit.from()).isPresent()
                        && !clause.isAnyway("plural_entity", clause.pastStates(hit.to())))
                || clause.isAnyway("singular_noun", clause.pastStates(hit.to()))
                || isOfOne(hit);
        rank.one &= !isOfFigureOfSeveral(hit);
        firstWord(hit).ifPresent(first -> {
            rank.allLines = true;
            clause.take(first);
        });
    }

    /** "Notre mois le plus faible": where the article says how many are meant. "Qui vend le plus?" has no adjective. */
    private boolean isOfOne(Hit extreme) {
        return extreme.length() > 2 && clause.isAnyway("article_of_one", extreme.from());
    }

    /** "Quels leads ont le score le plus élevé": there is one such figure, and there are several such leads. */
    private boolean isOfFigureOfSeveral(Hit extreme) {
        return clause.before("number_field", extreme.from()).isPresent()
                && !clause.everywhere("plural_entity").isEmpty();
    }

    /** "Größte zuerst", "größter Posten oben": how the lines stand, and not how many. */
    private Optional<Hit> firstWord(Hit extreme) {
        return clause.at("first_word", extreme.to())
                .or(() -> Stream.of("number_field", "ornament", "entity", "dimension")
                        .flatMap(section -> clause.at(section, extreme.to()).stream())
                        .flatMap(noun -> clause.at("first_word", noun.to()).stream())
                        .findFirst());
    }

    /** "Nur die ersten 3" of what was shown. */
    private void few() {
        // "worst first, just the bottom four"
        boolean more = isRanked() && rank.allLines && draft.limit.isEmpty();
        if (isRanked() ? !more : base.isEmpty()) {
            return;
        }
        Stream.concat(
                        clause.all("first_few").stream(),
                        more
                                ? clause.all("most").stream()
                                        .filter(hit -> rank.direction.equals(Optional.of(hit.meaning())))
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
                || clause.at("last", extreme.from()).isPresent()
                || firstWord(extreme).isPresent();
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
            rank.many = false;
            rank.ranked = field.map(Hit::meaning);
            boolean several = !companies && !clause.everywhere("plural_entity").isEmpty();
            rank.one = !several && (rank.one || draft.limit.isEmpty());
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
                        rank.one |= clause.isAnyway("singular_noun", hit.from()) && draft.limit.isEmpty();
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
        new LineOrder(clause, draft, base, rank).settle();
    }
}
