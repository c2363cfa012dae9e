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

    private static final Set<String> DURATIONS = Set.of("cycle_time", "days_in_stage");
    private static final Set<String> SELLERS = Set.of("assignee", "team", "manager");
    private static final String COUNT = "count";
    private static final String SUM = "sum(value)";
    private static final String AVERAGE = "avg(value)";

    private final Clause clause;
    private final Draft draft;
    private final Ranking ranking;
    /** "Im Schnitt" without a word for what. */
    private boolean bareMean;

    private boolean asksWhich;
    /** What only the won ones have. */
    private boolean revenue;

    Figures(Clause clause, Draft draft, Ranking ranking) {
        this.clause = clause;
        this.draft = draft;
        this.ranking = ranking;
    }

    /** @param pipeline whether the open deals together were named: how big that is asks for their value */
    void measures(boolean pipeline) {
        percentage();
        for (Hit hit : clause.all("measure")) {
            String[] meaning = hit.meaning().split("\\|");
            boolean condition = DURATIONS.contains(meaning[0]) && clause.isBeforeNumber(hit.to());
            boolean amount = meaning[0].equals(SUM)
                    && clause.isAnyway("number_field", hit.from())
                    && clause.isBeforeAmount(hit.to());
            if (amount || condition || !clause.isFree(hit) || clause.isPartOfLonger(hit, "number_field")) {
                // "mit einem Zyklus unter 10 Tagen", "average number of employees"
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
        beside();
        sold();
        howMuch(pipeline);
        if (draft.measures.stream().anyMatch(OF_THEMSELVES::contains)) {
            // "durchschnittliche Durchlaufzeit": what is an average anyway; "gewichtete Summe"
            draft.measures.removeIf(measure ->
                    measure.equals(AVERAGE) && bareMean || measure.equals(SUM) && draft.measures.contains("weighted"));
        }
        boolean median = draft.measures.stream().anyMatch(measure -> measure.startsWith("median("))
                && clause.everywhere("and_only").isEmpty();
        if (bareMean || median) {
            // "Umsatz im Schnitt" is one figure
            draft.measures.remove(SUM);
        }
        if (draft.measures.stream().anyMatch(DURATIONS::contains)) {
            clause.all("how_long").forEach(clause::take);
            clause.all("date_field").forEach(clause::take);
        }
    }

    /** "Umsatz pro Deal" is what one is worth on average. */
    void each(boolean perRecord) {
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
        boolean ofCounts = bareMean && draft.measures.contains(COUNT);
        boolean ofSums = draft.by.stream().anyMatch(term -> term.contains("(") || bareMean || term.equals("company"))
                && !clause.everywhere("flow").isEmpty();
        if (draft.measures.contains(AVERAGE) && (ofSums || ofCounts)) {
            draft.unsure.add(clause.raw(0, clause.size()));
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
        } else if (draft.measures.isEmpty() && (pipeline || won || clause.has("money"))) {
            draft.measure(SUM);
            clause.all("money").forEach(clause::take);
        }
        if (!draft.measures.isEmpty()) {
            clause.take(howMuch.get());
        }
    }

    /** "Anzahl und Wert": a word for a figure that is joined to a figure is one. */
    private void beside() {
        for (Hit field : clause.all("number_field")) {
            boolean joined = clause.before("and_only", field.from()).isPresent() && !draft.measures.isEmpty();
            if (joined && field.meaning().equals("value") && !clause.isBeforeNumber(field.to())) {
                draft.measure(SUM);
                clause.take(field);
            }
        }
    }

    /** "Was haben wir an Cancity verkauft?" asks for what it brought in, "am häufigsten verkauft" for how often. */
    private void sold() {
        List<Hit> sold = clause.all("sold");
        sold.forEach(clause::take);
        boolean deals = draft.entity.equals("deals");
        if (deals && (!sold.isEmpty() || ranking.isCounted() || ranking.isByRevenue()) && !draft.limits("status")) {
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
        boolean someOf = clause.has("which") && clause.has("plural_entity");
        if (draft.measures.isEmpty() && !sold.isEmpty() && !someOf) {
            draft.measure(SUM);
        }
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
        boolean asked = clause.has("performance") || buyers || ranking.isBest() && !draft.by.isEmpty();
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
        if (open < 0) {
            return measure;
        }
        Optional<Hit> of = clause.all("number_field").stream()
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

    /** "Pro Branche", "je Monat", "welcher Verkäufer". */
    void groups() {
        for (Hit by : clause.all("by")) {
            int at = by.to();
            while (at < clause.size() && clause.at("article", at).isPresent()) {
                at++;
            }
            Optional<Hit> what = clause.at("dimension", at);
            if (what.filter(hit -> clause.isJoinedToName(hit.from())).isPresent()) {
                // "gagnées par l'équipe de Celia"
                clause.take(by);
                what.ifPresent(clause::take);
            } else if (what.isPresent()) {
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
        clause.first("who").filter(who -> !isRelative(who)).ifPresent(who -> {
            if (draft.by.isEmpty()) {
                draft.group("assignee");
            }
            which(who);
        });
        for (Hit each : clause.all("each")) {
            draft.dimension(clause, each.meaning());
            clause.take(each);
        }
        trend();
    }

    /** "Les affaires qui …". */
    private boolean isRelative(Hit who) {
        return clause.isAnyway("entity", who.from() - 1) || clause.isAnyway("dimension", who.from() - 1);
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

    /** "Entwicklung", "évolution": from month to month where no other time is said. */
    private void trend() {
        clause.first("trend").ifPresent(hit -> {
            if (draft.by.stream().noneMatch(term -> term.contains("("))) {
                draft.dimension(clause, "month");
            }
            clause.take(hit);
        });
    }

    private void which(Hit which) {
        asksWhich = true;
        boolean several = clause.at("plural", which.from()).isPresent();
        if (!several) {
            ranking.ofOne();
        }
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
        boolean listed = ranking.isRanked() || draft.limit.isPresent();
        if (figure.isEmpty() && listed && clause.isAnyway("entity", clause.pastStates(at))) {
            // "Top 3 Regionen nach gewonnenen Deals"
            draft.measure(COUNT);
            clause.take(by);
        }
        if (figure.isPresent() && listed) {
            // "Top 5 nach Wert"
            clause.take(by);
            if (clause.at("measure", at).isEmpty()) {
                draft.order.add(
                        figure.get().meaning() + " " + ranking.direction().orElse("desc"));
                clause.take(figure.get());
            }
        }
    }

    private boolean isEntity(Hit dimension) {
        boolean others = clause.everywhere("entity").stream().anyMatch(hit -> hit.from() != dimension.from())
                || !draft.measures.isEmpty()
                || draft.limits("status");
        return clause.at("entity", dimension.from()).isPresent() && !others;
    }

    private void group(Hit hit) {
        draft.dimension(clause, hit.meaning());
        clause.take(hit);
    }

    /** "Kary gegen Boris": what is held against each other is shown for each. */
    void sides() {
        boolean than = clause.has("more");
        Optional<Hit> word = clause.all("comparing").stream()
                .filter(hit -> than || clause.at("than", hit.from()).isEmpty())
                .findFirst();
        List<String> listed = draft.listed();
        if (word.isEmpty() || listed.size() != 1 || !draft.by.isEmpty() && !draft.by.equals(listed)) {
            return;
        }
        draft.group(listed.getFirst());
        clause.take(word.get());
        boolean chooses = clause.everywhere("who").stream().anyMatch(hit -> clause.taken.get(hit.from()))
                || !clause.everywhere("which").isEmpty();
        // "wie viele Deals mehr" asks for a difference
        boolean difference = draft.measures.contains(COUNT);
        clause.first("more").filter(hit -> chooses || !difference).ifPresent(more -> {
            if (chooses) {
                ranking.first(more.meaning().equals("+") ? "desc" : "asc");
            }
            clause.take(more);
        });
        if (draft.measures.isEmpty() && clause.everywhere("entity").isEmpty()) {
            // better at what?
            draft.unsure.add(word.map(hit -> clause.raw(hit.from(), hit.to())).orElseThrow());
        } else if (draft.measures.isEmpty()) {
            draft.measure(COUNT);
        }
    }

    /** "Gewonnene und verlorene Deals pro Monat": each of them for itself. */
    void states() {
        boolean both = draft.values("status").equals(Set.of("won", "lost"));
        boolean joined = clause.everywhere("and_only").stream()
                .anyMatch(and -> clause.isAnyway("status", and.to())
                        && clause.fieldAt(and.from() - 1).isPresent());
        if (both && joined && draft.by.size() == 1 && draft.measures.equals(List.of(COUNT))) {
            draft.group("status");
        }
    }

    /** "Welche Kunden haben für mehr als 100k gekauft?" sets a bound to a sum, and there is none to set. */
    void bounds() {
        boolean bounded = draft.where.stream().anyMatch(test -> test.startsWith("value "));
        boolean ofDeals = clause.everywhere("entity").stream()
                .anyMatch(hit -> hit.meaning().startsWith("deals"));
        if (asksWhich && bounded && !ofDeals || namesWhoHasEach() || namesWhoHasNothingElse()) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }

    /** "Welche Kunden haben GTX Pro und MG Special gekauft?" asks who has both; the query knows those who have any. */
    private boolean namesWhoHasEach() {
        boolean other = draft.listed().stream().anyMatch(field -> !field.equals("status") && !draft.by.contains(field));
        return asksWhich
                && !ranking.isRanked()
                && !draft.by.isEmpty()
                && other
                && !clause.everywhere("and_only").isEmpty();
    }

    /** "Welche Kunden haben nur GTX Pro gekauft?" asks who has nothing else, which no condition on one deal says. */
    private boolean namesWhoHasNothingElse() {
        return asksWhich && !draft.by.isEmpty() && clause.has("only");
    }

    /** What is left over that stands for a group: "Umsatz der Verkäufer". */
    void looseGroups() {
        if (!draft.measures.isEmpty() && draft.by.isEmpty()) {
            clause.first("dimension")
                    .filter(hit -> clause.at("entity", hit.from()).isEmpty() && !draft.limits(hit.meaning()))
                    .filter(hit -> !clause.isBesideName(hit.from()))
                    .filter(hit -> !SELLERS.contains(hit.meaning()) || !draft.limits("manager"))
                    // "wie viele Mitarbeiter" counts what is no kind of record
                    .filter(hit -> clause.tongue
                            .lexicon()
                            .before("measure", clause.tokens, hit.from())
                            .isEmpty())
                    .ifPresent(this::group);
        }
    }
}
