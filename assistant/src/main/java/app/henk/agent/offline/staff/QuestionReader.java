package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern YEAR = Pattern.compile("\\b(20\\d\\d)\\b");
    private static final int MOST_WORDS_OF_FOLLOW_UP = 9;

    private final Clause clause;
    private final Optional<Query> base;
    private final Draft draft = new Draft();
    private boolean asksForAll;

    QuestionReader(Clause clause, Optional<Query> base) {
        this.clause = clause;
        this.base = base;
    }

    Asked read() {
        boolean follows = base.isPresent() && followsUp();
        Optional<Hit> show = clause.first("show");
        show.ifPresent(clause::take);
        Conditions conditions = new Conditions(clause, draft);
        Figures figures = new Figures(clause, draft);
        conditions.names();
        entity(follows);
        figures.sorted();
        figures.rank();
        figures.measures();
        figures.groups();
        conditions.lasting();
        conditions.states();
        conditions.values();
        new Times(
                        clause,
                        draft,
                        follows ? dateBefore() : Optional.empty(),
                        follows ? yearBefore() : Optional.empty(),
                        follows ? Earlier.than(base.orElseThrow()) : Optional.empty())
                .read();
        conditions.numbers();
        figures.looseGroups();
        figures.performance();
        if (follows) {
            clause.at("and_what_about", 0).ifPresent(clause::take);
            clause.first("of_them").ifPresent(clause::take);
            clause.all("only").forEach(clause::take);
        }
        figures.settle(follows);
        Reading change = draft.read();
        boolean nothing = !follows && !asksForAll && !draft.saysWhat();
        return new Asked(
                follows ? refined(change) : change, change, follows, show.map(Hit::meaning), leftOver(), nothing);
    }

    private Reading refined(Reading change) {
        return change instanceof Reading.Understood(Query query)
                ? new Reading.Understood(base.orElseThrow().refined(query))
                : change;
    }

    /** "Und letztes Jahr?", "nur die roten", "als Diagramm": goes on about what was asked before. */
    private boolean followsUp() {
        boolean entity = clause.has("entity");
        boolean starts = clause.at("and_what_about", 0).isPresent()
                || clause.at("only", 0).isPresent()
                || clause.at("same_for", 0).isPresent();
        boolean telling = entity || clause.has("measure") || clause.has("which") || clause.has("who");
        boolean among = clause.has("of_them");
        return among || starts && !entity || !telling && clause.size() <= MOST_WORDS_OF_FOLLOW_UP;
    }

    private void entity(boolean follows) {
        List<Hit> entities = clause.all("entity").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, "measure", "dimension"))
                .toList();
        Optional<Hit> buyer = entities.stream().filter(this::isBuyer).findFirst();
        if (buyer.isPresent()) {
            // "wie viele Kunden haben gekauft?": of the deals' companies each once
            draft.entity = "deals";
            draft.measure("distinct(company)");
            clause.take(buyer.get());
            clause.all("measure").stream()
                    .filter(hit -> hit.meaning().equals("count"))
                    .forEach(clause::take);
            asksForAll = true;
            return;
        }
        Optional<Hit> deals = entities.stream()
                .filter(hit -> hit.meaning().startsWith("deals"))
                .findFirst();
        boolean ofDeals = clause.has("measure_of_deals")
                || (clause.has("status") || clause.has("sold"))
                        && clause.all("lead_words").isEmpty();
        Optional<Hit> chosen = deals.or(() -> entities.stream()
                .filter(hit -> !ofDeals || clause.at("dimension", hit.from()).isEmpty())
                .findFirst());
        String meaning = chosen.map(Hit::meaning)
                .orElseGet(() ->
                        follows ? base.orElseThrow().entity().key() : clause.has("lead_words") ? "leads" : "deals");
        String[] parts = meaning.split("\\|");
        draft.entity = parts[0];
        if (parts.length > 1) {
            String[] condition = parts[1].split(" = ");
            boolean said = condition[0].equals("status") && clause.has("status");
            if (!said) {
                draft.value(
                        condition[0],
                        condition[0].equals("stage") ? Conditions.stage(clause.tongue, condition[1]) : condition[1],
                        false);
            }
        }
        chosen.ifPresent(clause::take);
        asksForAll = chosen.isPresent();
        entities.stream()
                .filter(hit -> clause.isFree(hit)
                        && hit.meaning().startsWith(draft.entity)
                        && clause.at("dimension", hit.from()).isEmpty())
                .forEach(clause::take);
    }

    private boolean isBuyer(Hit entity) {
        boolean counted =
                clause.all("measure").stream().anyMatch(hit -> hit.meaning().equals("count"));
        return counted
                && entity.meaning().equals("organisations")
                && (clause.has("sold") || clause.has("status"))
                && clause.at("dimension", entity.from()).isPresent();
    }

    private Optional<String> dateBefore() {
        return base.orElseThrow().where().conjuncts().stream()
                .filter(Filter.When.class::isInstance)
                .map(part -> ((Filter.When) part).field().key())
                .findFirst()
                .or(() -> base.get().compare().flatMap(c -> c.date().map(field -> field.key())));
    }

    private Optional<Integer> yearBefore() {
        Matcher year = YEAR.matcher(base.orElseThrow().text());
        return year.find() ? Optional.of(Integer.valueOf(year.group(1))) : Optional.empty();
    }

    /** Words that carry something and were not understood, as they were written. */
    private List<String> leftOver() {
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < clause.size(); i++) {
            boolean free = !clause.taken.get(i) && !clause.tokens.get(i).isMark();
            boolean carries =
                    free && (!clause.isSmall(i) || clause.at("negation", i).isPresent());
            if (carries && !isOrnament(i)) {
                unknown.add(clause.tokens.get(i).raw());
            }
        }
        return unknown;
    }

    /** Said beside a name, and saying no more than the name does: "die Firma Cancity", "unser Team Ost". */
    private boolean isOrnament(int i) {
        Optional<Hit> kind = clause.at("dimension", i).or(() -> clause.at("entity", i));
        boolean same = kind.filter(hit -> says(hit.meaning())).isPresent();
        return same && clause.isBesideName(i) || clause.at("ornament", i).isPresent();
    }

    /** Whether a condition has said already what a word is about. */
    private boolean says(String meaning) {
        return draft.limits(meaning)
                || meaning.equals("team") && draft.limits("manager")
                || List.of("organisations", "company").contains(meaning)
                        && (draft.limits("company") || draft.limits("sector") || draft.limits("country"));
    }
}
