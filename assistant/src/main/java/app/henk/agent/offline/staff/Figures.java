package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a question wants to know: which figure, and for each what. */
final class Figures {

    /** Figures that are averages or rates anyway, and none of the records' values. */
    private static final Set<String> OF_THEMSELVES =
            Set.of("cycle_time", "days_in_stage", "conversion", "win_rate", "weighted");

    private static final String COUNT = "count";
    private static final String SUM = "sum(value)";
    private static final String AVERAGE = "avg(value)";

    private final Clause clause;
    private final Draft draft;
    private final Ranking ranking;
    private final Durations durations;
    private final Rates rates;
    private final SalesFigures sales;
    /** "Im Schnitt" without a word for what. */
    private boolean bareMean;
    /** What one record has is asked for: "Umsatz pro Deal". */
    private boolean ofRecords;
    /** What only the won ones have. */
    private boolean revenue;

    Figures(Clause clause, Draft draft, Ranking ranking, Breakdown breakdown) {
        this.clause = clause;
        this.draft = draft;
        this.ranking = ranking;
        this.durations = new Durations(clause, draft);
        this.rates = new Rates(clause, draft);
        this.sales = new SalesFigures(clause, draft, ranking, breakdown);
    }

    /** @param pipeline whether the open deals together were named: how big that is asks for their value */
    void measures(boolean pipeline) {
        rates.percentage();
        durations.untilClosed();
        durations.inStage();
        staff();
        for (Hit hit : clause.all("measure")) {
            String[] meaning = hit.meaning().split("\\|");
            boolean condition = Durations.FIGURES.contains(meaning[0]) && clause.isBeforeNumber(hit.to());
            boolean bound =
                    (meaning[0].startsWith("min(") || meaning[0].startsWith("max(")) && clause.isBeforeNumber(hit.to());
            boolean amount = meaning[0].equals(SUM)
                    && clause.isAnyway("number_field", hit.from())
                    && clause.isBeforeAmount(hit.to());
            if (amount
                    || bound
                    || condition
                    || !clause.isFree(hit)
                    || clause.isPartOfLonger(hit, "number_field")
                    || (hit.meaning().equals(COUNT) && clause.isPartOfLonger(hit, "how_long", "how_much"))) {
                // "mit einem Zyklus unter 10 Tagen", "average number of employees", "wie viele Tage"
                continue;
            }
            boolean led = clause.tongue
                    .lexicon()
                    .before("mean", clause.tokens, hit.from())
                    .isPresent();
            if (led && meaning[0].equals(SUM) && draft.measures.contains(AVERAGE)) {
                // "der mittlere Wert der Deals"
                clause.take(hit);
                continue;
            }
            String measure = measureOf(meaning[0], hit);
            bareMean |= measure.equals(AVERAGE)
                    && clause.at("mean", hit.from())
                            .filter(mean -> mean.to() == hit.to() && !clause.isAnyway("number_field", hit.to()))
                            .isPresent();
            draft.measure(measure);
            revenue |= meaning.length > 1 && meaning[1].equals("status = won");
            if (meaning.length > 1 && !draft.limits("status") && !draft.limits("stage")) {
                draft.implied(clause, meaning[1]);
            }
            clause.take(hit);
        }
        rates.ofAll();
        longest();
        beside();
        ofStates();
        sales.sold();
        sales.worth();
        sales.howMuch(pipeline);
        if (draft.measures.stream().anyMatch(OF_THEMSELVES::contains)) {
            // "durchschnittliche Durchlaufzeit": what is an average anyway; "gewichtete Summe"
            draft.measures.removeIf(measure -> (measure.equals(AVERAGE) && bareMean)
                    || (measure.equals(SUM) && draft.measures.contains("weighted")));
        }
        durations.ofEach();
        boolean median = draft.measures.stream().anyMatch(measure -> measure.startsWith("median("))
                && clause.everywhere("and_only").isEmpty();
        if ((bareMean && !isListed()) || median) {
            // "Umsatz im Schnitt" is one figure, and so is "panier médian"
            draft.measures.remove(SUM);
        }
        if (median) {
            draft.measures.remove(AVERAGE);
        }
        if (draft.measures.stream().anyMatch(Durations.FIGURES::contains)) {
            clause.all("how_long").forEach(clause::take);
            clause.all("date_field").forEach(clause::take);
        }
    }

    /** "Welche drei Verkäufer brauchten am längsten?": by how long it took each of them on average. */
    private void longest() {
        boolean bare = draft.measures.stream().allMatch(measure -> measure.equals(AVERAGE) && bareMean);
        List<Hit> longest = clause.everywhere("how_long_most");
        boolean asked = !clause.everywhere("which").isEmpty()
                || !clause.everywhere("who").isEmpty();
        boolean groups = !draft.by.isEmpty() || clause.has("dimension");
        if (!bare || !asked || !groups || !ranking.isRanked() || longest.isEmpty()) {
            return;
        }
        Optional<Hit> lasting = clause.all("lasting").stream()
                .filter(hit -> hit.meaning().equals("cycle_days") && !clause.isBeforeNumber(hit.to()))
                .findFirst();
        lasting.ifPresent(hit -> {
            draft.measure("cycle_time");
            clause.take(hit);
            longest.forEach(clause::take);
        });
        if (lasting.isEmpty()) {
            // longest at what?
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }

    /** "Wie viele Mitarbeiter haben unsere Kunden in …?": of all of them together. */
    private void staff() {
        Optional<Hit> all = clause.all("number_field").stream()
                .filter(hit -> hit.meaning().equals("employees") && draft.entity.equals("organisations"))
                .filter(hit -> clause.before("in_all", hit.from()).isPresent()
                        || clause.at("in_all", hit.to()).isPresent())
                .findFirst();
        all.ifPresent(hit -> {
            // "total headcount"
            draft.measure("sum(employees)");
            clause.take(hit);
            clause.all("in_all").forEach(clause::take);
        });
        for (Hit count : clause.all("measure")) {
            // "how many employees do they have on average?"
            boolean mean = clause.has("mean");
            Optional<Hit> staff = clause.before("mean", count.from()).isPresent()
                    ? Optional.empty()
                    : clause.at("number_field", count.to())
                            .filter(hit -> hit.meaning().equals("employees"))
                            .filter(hit -> count.meaning().equals(COUNT) && draft.entity.equals("organisations"))
                            .filter(hit -> !clause.isBeforeNumber(hit.to()));
            staff.ifPresent(hit -> {
                draft.measure(mean ? "avg(employees)" : "sum(employees)");
                clause.all("mean").forEach(clause::take);
                clause.take(count);
                clause.take(hit);
            });
        }
    }

    /** "Count of wins, revenue, average per win": each of them for itself. */
    private boolean isListed() {
        return draft.measures.size() > 2 && clause.hasMark(",", 0, clause.size());
    }

    /** "Umsatz pro Deal" is what one is worth on average. */
    void each(boolean perRecord) {
        ofRecords = perRecord;
        if (perRecord && !isListed() && (draft.measures.isEmpty() || draft.measures.contains(SUM))) {
            draft.measures.remove(SUM);
            draft.measure(AVERAGE);
        }
    }

    /** An average of sums is no figure here: "Umsatz pro Monat im Schnitt" would show something else. */
    void averages() {
        boolean mean = draft.measures.stream().anyMatch(measure -> measure.startsWith("avg("));
        boolean ofCounts = mean
                && draft.measures.contains(COUNT)
                && !isListed()
                && (bareMean || clause.everywhere("and_only").isEmpty());
        boolean ofSums = !draft.by.isEmpty()
                && !ofRecords
                && !draft.measures.contains(SUM)
                && !clause.everywhere("flow").isEmpty();
        if ((draft.measures.contains(AVERAGE) && ofSums) || ofCounts) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }

    /** "Tagesumsatz": that of each day, unless one is named. */
    void stretches() {
        for (Hit sum : clause.everywhere("stretch_sum")) {
            boolean each = draft.by.stream().noneMatch(term -> term.startsWith(sum.meaning() + "("));
            boolean one = draft.compare.isPresent()
                    || draft.where.stream().anyMatch(test -> Stretches.isOne(sum.meaning(), test));
            if (each && !one) {
                draft.dimension(clause, sum.meaning());
            }
        }
    }

    /** "Total lost value", "valeur perdue": of all that have the state. */
    private void ofStates() {
        Optional<Hit> value = clause.all("number_field").stream()
                .filter(hit -> hit.meaning().equals("value") && !clause.isBeforeNumber(hit.to()))
                .filter(hit -> clause.before("status", hit.from()).isPresent()
                        || clause.at("status", hit.to()).isPresent())
                .findFirst();
        boolean bare = draft.measures.isEmpty()
                && !ranking.isRanked()
                && clause.everywhere("entity").isEmpty();
        value.filter(hit -> bare).ifPresent(hit -> {
            draft.measure(SUM);
            clause.take(hit);
        });
    }

    /** "Anzahl und Wert": a word for a figure that is joined to a figure is one. */
    private void beside() {
        boolean counted = clause.everywhere("entity").stream()
                .filter(hit -> hit.meaning().startsWith("deals"))
                .anyMatch(this::isBesideFigure);
        if (counted) {
            draft.measure(COUNT);
        }
        for (Hit field : clause.all("number_field")) {
            boolean joined = clause.before("and_only", field.from()).isPresent() && !draft.measures.isEmpty();
            if (joined && field.meaning().equals("value") && !clause.isBeforeNumber(field.to())) {
                draft.measure(SUM);
                clause.take(field);
            }
        }
    }

    /** "Abschlüsse und Umsatz je Team": how many there are, and what they brought in. */
    private boolean isBesideFigure(Hit noun) {
        return clause.anyway("and_only", noun.to())
                        .filter(and -> clause.isAnyway("measure", and.to()))
                        .isPresent()
                || clause.tongue
                        .lexicon()
                        .before("and_only", clause.tokens, noun.from())
                        .flatMap(and -> clause.tongue.lexicon().before("measure", clause.tokens, and.from()))
                        .isPresent();
    }

    /** "Durchschnittlicher Score": the word for a figure that stands beside says of what. */
    private String measureOf(String measure, Hit hit) {
        int open = measure.indexOf('(');
        boolean itsOwn = hit.meaning().contains("|");
        if (open < 0 || itsOwn) {
            return measure;
        }
        Optional<Hit> of = clause.all("number_field").stream()
                // "Summe pro Mitarbeiter" is no sum of them
                .filter(field -> clause.before("by", field.from()).isEmpty())
                .filter(field -> Math.min(Math.abs(field.from() - hit.to()), Math.abs(hit.from() - field.to())) <= 2)
                .filter(field -> !clause.isBeforeNumber(field.to()) && !clause.isPartOfLonger(field, "measure"))
                .min(Comparator.comparingInt(field -> Math.abs(field.from() - hit.to())));
        of.ifPresent(clause::take);
        String field = of.map(Hit::meaning).orElse("value");
        if (field.equals("value") && draft.entity.equals("leads")) {
            field = "budget";
        }
        return measure.substring(0, open) + "(" + field + ")";
    }

    /** A forecast is more than one figure, and so is the way through the stages; broken down by something it is a figure. */
    Optional<String> outlook() {
        boolean velocity = clause.has("velocity");
        if (velocity && draft.measures.isEmpty() && draft.by.isEmpty()) {
            clause.all("velocity").forEach(clause::take);
            draft.measure("days_in_stage");
            draft.group("stage");
            return Optional.of("velocity");
        }
        boolean forecast = !clause.everywhere("forecast").isEmpty()
                && draft.entity.equals("deals")
                && draft.by.isEmpty()
                && draft.measures.equals(List.of("weighted"));
        return forecast ? Optional.of("forecast") : Optional.empty();
    }

    /** "How did Anna do?": what she sold. */
    void performance() {
        sales.performance();
    }

    void rates() {
        rates.settle(revenue);
    }
}
