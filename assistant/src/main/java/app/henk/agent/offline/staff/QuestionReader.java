package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Filter;
import app.henk.insights.Measure;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a question about sales; says which words of it were not understood. */
final class QuestionReader {

    /**
     * @param change what the message itself says; the same as {@code whole} unless it follows up
     * @param unknown words that carry something and were not understood
     */
    record Asked(
            Reading whole,
            Reading change,
            boolean followsUp,
            Optional<String> show,
            List<String> unknown,
            boolean isNothing) {}

    /** Figures that deals alone have. */
    private static final Set<String> OF_DEALS =
            Set.of("win_rate", "conversion", "cycle_time", "days_in_stage", "weighted", "weighted|status = open");

    private static final Set<String> RATES = Set.of("win_rate", "conversion");

    private final Clause clause;
    private final Optional<Query> base;
    private final boolean goesOn;
    private final Draft draft = new Draft();
    private boolean asksForAll;
    /** "Und der größte?" behind a figure is one of those that it is of. */
    private boolean ofRecords;

    QuestionReader(Clause clause, Optional<Query> base) {
        this(clause, base, false);
    }

    /** @param goesOn whether it stands behind a question in the same message */
    QuestionReader(Clause clause, Optional<Query> base, boolean goesOn) {
        this.clause = clause;
        this.base = base;
        this.goesOn = goesOn;
    }

    Asked read() {
        boolean perRecord = clause.has("per_record");
        clause.all("per_record").forEach(clause::take);
        clause.first("all_that").filter(hit -> clause.onlySmall(0, hit.from())).ifPresent(clause::take);
        clause.all("frame").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, RelativeTimes.TO_DATE))
                .forEach(clause::take);
        if (goesOn) {
            clause.at("that_is", 0).ifPresent(clause::take);
        }
        Optional<FollowUp> followUp =
                base.map(query -> new FollowUp(clause, query, goesOn)).filter(FollowUp::is);
        boolean follows = followUp.isPresent();
        if (follows) {
            new Replaced(clause).take();
        }
        Optional<Hit> show = clause.first("show");
        show.ifPresent(clause::take);
        Conditions conditions = new Conditions(clause, draft, follows ? base : Optional.empty());
        FieldPresence presence = new FieldPresence(clause, draft);
        Amounts amounts = new Amounts(clause, draft, follows ? base : Optional.empty());
        Ranking ranking = new Ranking(clause, draft, follows ? base : Optional.empty());
        Breakdown breakdown = new Breakdown(clause, draft, ranking);
        Figures figures = new Figures(clause, draft, ranking, breakdown);
        conditions.names();
        presence.filledIn();
        boolean pipeline = clause.has("pipeline");
        entity(follows);
        if (!follows && speaksOfOthers()) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        presence.missing();
        presence.named();
        if (follows) {
            FollowUp.ranksAnew(clause, base.orElseThrow()).ifPresent(ranking::anew);
        }
        ranking.sorted();
        ranking.read();
        breakdown.thoseWho();
        figures.measures(pipeline);
        figures.each(perRecord);
        breakdown.groups();
        Optional<String> outlook = figures.outlook();
        amounts.lasting();
        conditions.states();
        conditions.values();
        new Alternatives(clause, draft).read();
        if (CommandPatterns.take("runs_out", clause)) {
            // "welche Deals laufen diese Woche aus?"
            draft.date = Optional.of("expected_close");
        }
        new Times(
                        clause,
                        draft,
                        followUp.flatMap(before -> before.date(draft)),
                        followUp.flatMap(FollowUp::year),
                        follows ? Earlier.than(base.orElseThrow()) : Optional.empty(),
                        followUp.flatMap(FollowUp::period))
                .read();
        figures.stretches();
        breakdown.sides();
        amounts.numbers();
        breakdown.looseGroups();
        figures.performance();
        new Doubts(clause, draft, ranking, breakdown).tell();
        figures.rates();
        figures.averages();
        if (follows) {
            follow(ranking);
        } else if (!draft.measures.isEmpty()) {
            clause.all("together").forEach(clause::take);
        }
        clause.all("only").forEach(clause::take);
        ranking.settle();
        breakdown.states();
        breakdown.respectively(follows);
        if (draft.contradictsItself()
                || (follows && asksMoreOfTheFirst())
                || isOfNobodyKnown(follows)
                || isOfNothingKnown(follows)) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        Reading change = draft.read();
        boolean nothing = !follows && !asksForAll && !draft.saysWhat();
        return new Asked(
                follows ? refined(change) : change,
                change,
                follows,
                show.map(Hit::meaning).or(() -> outlook),
                new Coverage(clause, draft).unknown(),
                nothing);
    }

    /** "Wie viele sind das?", and nothing was asked before. */
    private boolean isOfNothingKnown(boolean follows) {
        return !follows
                && !draft.measures.isEmpty()
                && draft.where.isEmpty()
                && !draft.limitsAnything()
                && !clause.everywhere("were_those").isEmpty();
    }

    /** "Was hat sie verkauft?", and nobody was spoken of: what all have sold would be another figure. */
    private boolean isOfNobodyKnown(boolean follows) {
        boolean named = draft.limits("assignee") || draft.limits("manager");
        // "chaque commercial a-t-il …": the noun stands in front of it
        boolean pronoun = clause.everywhere("person_pronoun").stream()
                .anyMatch(hit -> !clause.isNamed(hit.from() - 1)
                        && clause.tongue
                                .lexicon()
                                .before("dimension", clause.tokens, hit.from())
                                .isEmpty());
        return pronoun && !named && !(follows && FollowUp.isOfSomebody(base.orElseThrow()));
    }

    /** "Und wie viele Deals haben sie gewonnen?" of the companies that were listed: that is no condition on deals. */
    private boolean speaksOfOthers() {
        return base.filter(query -> !query.entity().key().equals(draft.entity)).isPresent()
                && clause.isAnyway("and_what_about", 0)
                && clause.has("they");
    }

    /** What only leads over from the question before; "zusammen?" asks for the sum of what was listed. */
    private void follow(Ranking ranking) {
        clause.at("and_what_about", 0).ifPresent(clause::take);
        clause.at("same_for", 0).or(() -> clause.at("same", 0)).ifPresent(clause::take);
        clause.all("again").forEach(clause::take);
        oneOfThem(ranking);
        if (!base.orElseThrow().by().isEmpty()) {
            clause.all("each_alone").forEach(clause::take);
        }
        ofRecords = ranking.isRanked()
                && draft.by.isEmpty()
                && draft.measures.isEmpty()
                && base.orElseThrow().by().isEmpty();
        clause.first("of_them").ifPresent(clause::take);
        boolean instead = clause.has("instead");
        clause.all("instead").forEach(clause::take);
        boolean sameFigure =
                draft.measures.isEmpty() && !base.orElseThrow().measures().isEmpty();
        if (draft.measures.isEmpty() && !sameFigure && !draft.by.isEmpty() && clause.has("how_much")) {
            // "combien par pays ?" of what was listed
            draft.measure("count");
        }
        if (sameFigure && clause.all("pointing").isEmpty()) {
            // "et combien en mars ?"
            clause.all("how_much").forEach(clause::take);
        }
        List<Hit> together = clause.all("together");
        boolean bare = draft.measures.isEmpty() && !draft.saysWhat() && draft.where.isEmpty();
        Optional<Hit> worth = clause.first("number_field")
                .filter(hit -> hit.meaning().equals("value") && (clause.has("pointing") || instead));
        if (bare && worth.isPresent()) {
            // "what were they worth?"
            draft.measure("sum(value)");
            clause.take(worth.get());
        }
        if (!together.isEmpty() && bare) {
            draft.measure("sum(value)");
        }
        together.forEach(clause::take);
        if (!draft.measures.isEmpty()) {
            clause.all("how_much").forEach(clause::take);
        }
        clause.all("were_those").forEach(clause::take);
        clause.all("person_pronoun").forEach(clause::take);
    }

    /** "Which was the biggest?"; of a figure for all together there is none. */
    private void oneOfThem(Ranking ranking) {
        Optional<Hit> one = clause.at("one_of_them", 0);
        one.or(() -> clause.at("some_of_them", 0))
                .filter(hit -> ranking.isRanked())
                .ifPresent(hit -> {
                    clause.take(hit);
                    one.ifPresent(single -> ranking.ofOne());
                    Query before = base.orElseThrow();
                    if (!before.measures().isEmpty() && before.by().isEmpty()) {
                        draft.unsure.add(clause.raw(0, clause.size()));
                    }
                });
    }

    /** "Und wie viel hat jeder verkauft?" of the first five by number: by another figure others would be the first. */
    private boolean asksMoreOfTheFirst() {
        Query before = base.orElseThrow();
        boolean otherFigure = !draft.measures.isEmpty()
                && !draft.measures.equals(
                        before.measures().stream().map(Measure::text).toList());
        boolean points = List.of("each_alone", "they", "theirs", "of_them").stream()
                .anyMatch(section -> !clause.everywhere(section).isEmpty());
        return before.limit().isPresent() && !before.by().isEmpty() && draft.by.isEmpty() && otherFigure && points;
    }

    private Reading refined(Reading change) {
        return change instanceof Reading.Understood(Query query)
                ? new Reading.Understood(carriedOver().refined(query))
                : change;
    }

    private Query carriedOver() {
        Query before = wider();
        // of those that are won all are won
        boolean rates = !draft.measures.isEmpty() && RATES.containsAll(draft.measures) && !draft.limits("status");
        return rates ? without(before, "status") : before;
    }

    private static Query without(Query query, String field) {
        return query.where(Filter.all(query.where().conjuncts().stream()
                .filter(part ->
                        !(part instanceof Filter.OneOf one && one.field().key().equals(field)))
                .toList()));
    }

    /** "Und das ganze Team von Dustin?" is about more than the one who sells and was spoken of before. */
    private Query wider() {
        Query before =
                ofRecords ? base.orElseThrow().measuring(List.of()).comparing(Optional.empty()) : base.orElseThrow();
        boolean wider = clause.isAnyway("and_what_about", 0)
                && (draft.limits("manager") || draft.limits("team"))
                && !draft.limits("assignee");
        return wider ? without(before, "assignee") : before;
    }

    private void entity(boolean follows) {
        List<Hit> entities = clause.all("entity").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, "measure", "dimension", "number_field"))
                // "und je Kunde?" is still about what was listed
                .filter(hit -> !follows || clause.before("by", hit.from()).isEmpty())
                .toList();
        if (differentOnes()) {
            return;
        }
        Optional<Hit> deals = entities.stream()
                .filter(hit -> hit.meaning().startsWith("deals"))
                .findFirst();
        boolean ofDeals = clause.has("measure_of_deals")
                || clause.all("measure").stream().anyMatch(hit -> OF_DEALS.contains(hit.meaning()))
                || clause.all("measure").stream().anyMatch(hit -> hit.meaning().contains("|status"))
                || ((clause.has("status")
                                || clause.has("sold")
                                || clause.has("most_sold")
                                || clause.has("most_revenue"))
                        && clause.all("lead_words").isEmpty());
        ofDeals |= ranksBuyers() || clause.has("best");
        boolean sold = ofDeals;
        Optional<Hit> chosen = deals.or(() -> entities.stream()
                .filter(hit -> !sold || clause.at("dimension", hit.from()).isEmpty())
                .findFirst());
        String meaning = chosen.map(Hit::meaning)
                .orElseGet(() -> follows
                        ? base.orElseThrow().entity().key()
                        : clause.has("lead_words") ? "leads" : clause.has("company_words") ? "organisations" : "deals");
        String[] parts = meaning.split("\\|");
        draft.entity = parts[0];
        if (parts.length > 1) {
            String[] condition = parts[1].split(" = ");
            boolean said = condition[0].equals("status")
                    && clause.all("status").stream()
                            .anyMatch(hit -> hit.from() != chosen.orElseThrow().from());
            if (!said) {
                draft.value(
                        condition[0],
                        condition[0].equals("stage") ? Conditions.stage(clause.tongue, condition[1]) : condition[1],
                        false);
            }
        }
        chosen.ifPresent(clause::take);
        boolean pipeline = entities.stream().anyMatch(hit -> hit.meaning().equals("deals|status = open"));
        if (pipeline && draft.entity.equals("deals") && !draft.limits("status") && !clause.has("status")) {
            // "wie viele Deals sind in der Pipeline?"
            draft.value("status", "open", false);
        }
        // "was ist fällig?" asks for the deals themselves
        asksForAll = chosen.isPresent() || clause.has("date_field") || clause.has("overdue");
        entities.stream()
                .filter(hit -> clause.isFree(hit)
                        && hit.meaning().startsWith(draft.entity)
                        && clause.at("dimension", hit.from()).isEmpty())
                .forEach(clause::take);
    }

    /** "Unsere besten Kunden" are those who buy the most, unless their size is said. */
    private boolean ranksBuyers() {
        boolean ranked = clause.has("top")
                || clause.has("most_revenue")
                || clause.all("most").stream().anyMatch(hit -> !clause.isPartOfLonger(hit, "direction"));
        boolean size = clause.all("number_field").stream()
                .anyMatch(hit -> hit.meaning().equals("employees"));
        // "die meisten Kunden" counts them
        boolean counted = clause.all("many").stream()
                .anyMatch(hit -> clause.at("buyer", hit.to()).isPresent());
        return ranked && clause.has("buyer") && !size && !counted;
    }

    /** "Wie viele Kunden haben gekauft?", "wie viele Verkäufer haben gewonnen?": of the deals' own ones each once. */
    private boolean differentOnes() {
        boolean deals = clause.has("sold") || clause.has("status");
        for (Hit count : deals || clause.has("different") ? clause.all("measure") : List.<Hit>of()) {
            Optional<Hit> different = clause.at("different", count.to());
            // "wie viele Kunden haben wir gewonnen" is about new ones, which nobody knows
            Optional<Hit> behind =
                    clause.at("dimension", count.to()).flatMap(noun -> clause.at("different", noun.to()));
            different = different.or(() -> behind);
            Optional<Hit> what = clause.at(
                            "dimension",
                            behind.isPresent()
                                    ? count.to()
                                    : different.map(Hit::to).orElse(count.to()))
                    .filter(hit -> clause.has("different")
                            || hit.meaning().equals("assignee")
                            || (hit.meaning().equals("company") && clause.has("sold")));
            if (count.meaning().equals("count") && what.isPresent()) {
                draft.entity = ofCompanies(what.get()) ? "organisations" : "deals";
                draft.measure("distinct(" + what.get().meaning() + ")");
                clause.take(count);
                different.ifPresent(clause::take);
                clause.take(what.get());
                asksForAll = true;
                // nothing but what they did: the word for it asks for no sum
                clause.all("sold").forEach(hit -> {
                    clause.take(hit);
                    draft.value("status", "won", false);
                });
                return true;
            }
        }
        return false;
    }

    /** "In wie vielen Ländern sitzen unsere Kunden?": of the companies, whether they have deals or not. */
    private boolean ofCompanies(Hit counted) {
        boolean named = clause.all("entity").stream()
                .anyMatch(hit -> hit.from() != counted.from() && hit.meaning().equals("organisations"));
        boolean taken = Set.of("country", "sector").contains(counted.meaning()) && named;
        if (taken) {
            clause.all("entity").forEach(clause::take);
        }
        return taken;
    }
}
