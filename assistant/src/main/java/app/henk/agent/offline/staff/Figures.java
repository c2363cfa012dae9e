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
    private final Breakdown breakdown;
    private final Durations durations;
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
        this.breakdown = breakdown;
        this.durations = new Durations(clause, draft);
    }

    /** @param pipeline whether the open deals together were named: how big that is asks for their value */
    void measures(boolean pipeline) {
        percentage();
        durations.untilClosed();
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
                    || (hit.meaning().equals(COUNT) && clause.isPartOfLonger(hit, "how_long"))) {
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
                implied(meaning[1]);
            }
            clause.take(hit);
        }
        ofAll();
        longest();
        beside();
        sold();
        worth();
        howMuch(pipeline);
        if (draft.measures.stream().anyMatch(OF_THEMSELVES::contains)) {
            // "durchschnittliche Durchlaufzeit": what is an average anyway; "gewichtete Summe"
            draft.measures.removeIf(measure -> (measure.equals(AVERAGE) && bareMean)
                    || (measure.equals(SUM) && draft.measures.contains("weighted")));
        }
        durations.ofEach();
        boolean median = draft.measures.stream().anyMatch(measure -> measure.startsWith("median("))
                && clause.everywhere("and_only").isEmpty();
        if (bareMean || median) {
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

    /** "What is our pipeline worth?", "que valent les affaires de …?": one of them on average, all of them together. */
    private void worth() {
        Optional<Hit> worth = clause.all("worth_verb").stream()
                .filter(hit -> !clause.isBeforeNumber(hit.to()))
                .findFirst();
        boolean asked =
                clause.has("how_much") || clause.all("what").stream().anyMatch(hit -> clause.onlySmall(0, hit.from()));
        if (draft.measures.isEmpty() && asked && worth.isPresent()) {
            boolean one = clause.everywhere("entity").stream().anyMatch(this::isAnyOne);
            draft.measure(one ? AVERAGE : SUM);
            clause.take(worth.get());
        }
    }

    /** "Ein gewonnener Deal". */
    private boolean isAnyOne(Hit noun) {
        int at = noun.from() - 1;
        while (at >= 0 && clause.isAnyway("status", at)) {
            at--;
        }
        return clause.isAnyway("a_single", at) && clause.isAnyway("singular_noun", noun.from());
    }

    /** "Umsatz pro Deal" is what one is worth on average. */
    void each(boolean perRecord) {
        ofRecords = perRecord;
        if (perRecord && (draft.measures.isEmpty() || draft.measures.contains(SUM))) {
            draft.measures.remove(SUM);
            draft.measure(AVERAGE);
        }
    }

    /** "Die Quote gewonnener Deals an allen" is that of all, not of those that are decided. */
    private void ofAll() {
        boolean rate = draft.measures.contains("win_rate");
        clause.first("of_all")
                .filter(hit -> rate && !clause.isAnyway("dimension", hit.to()) && !clause.isAnyway("status", hit.to()))
                .ifPresent(hit -> {
                    draft.measures.replaceAll(measure -> measure.equals("win_rate") ? "conversion" : measure);
                    clause.take(hit);
                });
    }

    /** "Wie viel Prozent der Deals gewinnen wir?": of all, or of those that are decided. No other share is known. */
    private void percentage() {
        Optional<Hit> share = clause.first("percent_of");
        List<Hit> states = clause.all("status");
        boolean won = states.stream().anyMatch(hit -> hit.meaning().equals("won"))
                || draft.values("status").equals(Set.of("won"));
        boolean other = states.stream().anyMatch(hit -> Set.of("open", "lost").contains(hit.meaning()));
        if (share.isEmpty() || !won || other) {
            return;
        }
        boolean decided = states.stream().anyMatch(hit -> hit.meaning().equals("closed"));
        draft.measure(decided ? "win_rate" : "conversion");
        clause.take(share.get());
        states.forEach(clause::take);
        draft.forget("status");
    }

    /** An average of sums is no figure here: "Umsatz pro Monat im Schnitt" would show something else. */
    void averages() {
        boolean mean = draft.measures.stream().anyMatch(measure -> measure.startsWith("avg("));
        boolean ofCounts = mean
                && draft.measures.contains(COUNT)
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

    /** "Wie viel hat Anna gewonnen?" asks for the value; what it is that it asks for must be said. */
    private void howMuch(boolean pipeline) {
        Optional<Hit> howMuch = clause.first("how_much");
        if (howMuch.isEmpty()) {
            return;
        }
        boolean won =
                clause.all("status").stream().anyMatch(hit -> hit.meaning().equals("won"));
        List<Hit> made = clause.has("pointing") ? List.of() : clause.all("made");
        boolean deals = clause.everywhere("entity").stream()
                .anyMatch(hit -> hit.meaning().equals("deals"));
        if (draft.measures.isEmpty() && deals && !pipeline) {
            // "wieviel Deals", "combien avons-nous gagné d'affaires"
            draft.measure(COUNT);
        }
        if (draft.measures.isEmpty() && !made.isEmpty() && !won) {
            draft.measure(SUM);
            implied("status = won");
            made.forEach(clause::take);
        } else if (draft.measures.isEmpty() && hasClosed()) {
            draft.measure(SUM);
            implied("status = won");
            draft.date = Optional.of("closed");
        } else if (draft.measures.isEmpty() && (pipeline || won || clause.has("money"))) {
            draft.measure(SUM);
            clause.all("money").forEach(clause::take);
        }
        if (!draft.measures.isEmpty()) {
            clause.take(howMuch.get());
        }
    }

    /** "How much did I close?" */
    private boolean hasClosed() {
        Optional<Hit> verb = clause.first("closing_verb")
                .filter(closing -> clause.everywhere("past").stream().anyMatch(did -> did.to() <= closing.from()));
        verb.ifPresent(clause::take);
        return verb.isPresent();
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

    /** "Was haben wir an Cancity verkauft?" asks for what it brought in, "am häufigsten verkauft" for how often. */
    private void sold() {
        List<Hit> sold = clause.all("sold");
        sold.forEach(clause::take);
        boolean wentOut = CommandPatterns.take("went_out", clause);
        boolean deals = draft.entity.equals("deals");
        if (deals
                && (!sold.isEmpty() || wentOut || ranking.isCounted() || ranking.isByRevenue())
                && !draft.limits("status")) {
            implied("status = won");
        }
        if (ranking.isByRevenue()) {
            draft.measure(SUM);
        }
        boolean products = draft.by.contains("product")
                || clause.all("dimension").stream()
                        .anyMatch(hit -> hit.meaning().equals("product"));
        boolean pieces = ranking.isOfMany() && products && !sold.isEmpty();
        if (draft.measures.isEmpty() && (ranking.isCounted() || pieces)) {
            draft.measure(COUNT);
        }
        boolean someOf = breakdown.asksWhich()
                || (clause.has("which") && clause.has("plural_entity"))
                || clause.isAnyway("all_that", 0)
                || sold.stream().anyMatch(this::isOfAnything);
        if (draft.measures.isEmpty() && !sold.isEmpty() && !someOf) {
            draft.measure(SUM);
        }
    }

    /** "Haben wir gestern was verkauft?" asks whether; "was haben wir verkauft?" for how much. */
    private boolean isOfAnything(Hit sold) {
        return clause.before("anything", sold.from())
                .filter(hit -> hit.from() > 0 && !clause.has("who") && !clause.has("whom"))
                .isPresent();
    }

    /** "How did Anna do?": what she sold. */
    void performance() {
        if (ranking.followsFigure() && draft.compare.isPresent() && draft.measures.isEmpty()) {
            // "und im Vergleich zum Vorjahr?" compares the figure of before
            clause.all("performance").forEach(clause::take);
            return;
        }
        boolean buyers = ranking.isRanked()
                && draft.by.equals(List.of("company"))
                && !clause.everywhere("buyer").isEmpty()
                && clause.everywhere("status").isEmpty();
        boolean asked = clause.has("performance") || buyers || (ranking.isBest() && !draft.by.isEmpty());
        boolean compared = draft.compare.isPresent() && draft.by.isEmpty();
        if (draft.measures.isEmpty()
                && compared
                && !asked
                && !clause.everywhere("status").isEmpty()
                && clause.everywhere("entity").isEmpty()) {
            // more deals or more value?
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        if (draft.measures.isEmpty()
                && compared
                && !asked
                && !clause.everywhere("entity").isEmpty()) {
            // "mehr Deals als im Oktober"
            draft.measure(COUNT);
        } else if (draft.measures.isEmpty() && asked && !draft.entity.equals("deals")) {
            draft.unsure.add(clause.raw(0, clause.size()));
        } else if (draft.measures.isEmpty() && (asked || compared)) {
            draft.measure(SUM);
            if (!draft.limits("status")) {
                draft.value("status", "won", false);
            }
        }
        clause.all("performance").forEach(clause::take);
    }

    /** A rate has the won ones in it: "Quote gewonnener Deals" is that of all. Of others there is none. */
    void rates() {
        if (revenue && draft.values("status").equals(Set.of("won", "lost"))) {
            // "closed the most revenue"
            draft.forget("status");
            draft.value("status", "won", false);
        }
        boolean rate = draft.measures.contains("win_rate") || draft.measures.contains("conversion");
        if (rate && revenue && !draft.limits("status")) {
            // "revenue and win rate": of the won ones, and of all
            draft.measures.replaceAll(measure -> measure.equals(SUM) ? "revenue" : measure);
        }
        if (rate && draft.values("status").equals(Set.of("won"))) {
            draft.forget("status");
            draft.measures.replaceAll(measure -> switch (measure) {
                case SUM -> "revenue";
                case AVERAGE -> "basket";
                default -> measure;
            });
            if (draft.measures.contains(COUNT)) {
                // of the won ones or of all?
                draft.unsure.add(clause.raw(0, clause.size()));
            }
        } else if (rate && draft.limits("status") && !draft.values("status").equals(Set.of("won", "lost"))) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
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
}
