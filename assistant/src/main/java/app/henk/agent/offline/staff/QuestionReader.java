package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.List;
import java.util.Optional;

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

    private final Clause clause;
    private final Optional<Query> base;
    private final boolean goesOn;
    private final Draft draft = new Draft();

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
        new Preamble(clause).take();
        // "GTX Pro Deal" is of a product
        List<Hit> each = clause.all("per_record").stream()
                .filter(hit ->
                        clause.names().stream().noneMatch(name -> name.from() < hit.to() && name.to() > hit.from()))
                .toList();
        boolean perRecord = !each.isEmpty();
        each.forEach(clause::take);
        clause.at("send_over", 0).ifPresent(clause::take);
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
        Sides sides = new Sides(clause, draft, ranking);
        conditions.names();
        presence.filledIn();
        boolean pipeline = clause.has("pipeline");
        QuestionSubject subject = new QuestionSubject(clause, draft, base);
        subject.read(follows);
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
        sides.named();
        amounts.numbers();
        breakdown.looseGroups();
        figures.performance();
        new Doubts(clause, draft, ranking, breakdown).tell();
        figures.rates();
        figures.averages();
        Optional<CarriedOver> over = base.filter(query -> follows).map(query -> new CarriedOver(clause, draft, query));
        over.ifPresent(before -> before.read(ranking));
        if (!follows && !draft.measures.isEmpty()) {
            clause.all("together").forEach(clause::take);
        }
        clause.all("only").forEach(clause::take);
        ranking.settle();
        sides.states();
        sides.respectively(follows);
        if (draft.contradictsItself()
                || over.filter(CarriedOver::asksMoreOfTheFirst).isPresent()
                || isOfNobodyKnown(follows)
                || isOfNothingKnown(follows)) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        Reading change = draft.read();
        boolean nothing = !follows && !subject.asksForAll() && !draft.saysWhat();
        return new Asked(
                over.map(before -> before.refined(change)).orElse(change),
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
                && !draft.limitsMoreThanStatus()
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
}
