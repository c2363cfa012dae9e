package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whether a question goes on about the one before it, and what it takes over from there. */
final class FollowUp {

    private static final Pattern YEAR = Pattern.compile("\\b(20\\d\\d)\\b");
    private static final int MOST_WORDS = 9;
    private static final List<String> OF_ITS_OWN = List.of(
            "entity", "status", "sold", "made", "pipeline", "stage", "light", "number_field", "lasting", "different");

    private final Clause clause;
    private final Query base;
    private final boolean goesOn;

    /** @param goesOn whether it stands behind a question in the same message */
    FollowUp(Clause clause, Query base, boolean goesOn) {
        this.clause = clause;
        this.base = base;
        this.goesOn = goesOn;
    }

    /** "Und letztes Jahr?", "nur die roten", "als Diagramm": goes on about what was asked before. */
    boolean is() {
        boolean entity = clause.all("entity").stream().anyMatch(hit -> !isForEach(hit.from()));
        boolean again =
                clause.at("same_for", 0).isPresent() || clause.at("same", 0).isPresent();
        boolean starts = again
                || goesOn
                || clause.at("and_what_about", 0).isPresent()
                || clause.at("only", 0).isPresent();
        boolean figure = clause.has("measure") && !countsNothing() && !isMeanAlone();
        boolean telling = entity || figure || clause.has("which") || clause.has("who") || asksOfItsOwn();
        boolean among = clause.has("of_them")
                || (!entity && pointsBack())
                || isOneOfThem()
                || isOfWhoWasSpokenOf()
                || saysWhatThoseWere()
                || isRankedAnew()
                || explains()
                || (!entity && (clause.has("theirs") || isOfEachOfThem() || clause.has("in_place_of")));
        return among
                || (starts && (!entity || saysOnlyKind() || (again && isOfSameKind())))
                || (!telling && clause.size() <= MOST_WORDS);
    }

    /** "How many per rep?" says nothing of what. */
    private boolean countsNothing() {
        boolean ofItsOwn = OF_ITS_OWN.stream().anyMatch(clause::has);
        return !ofItsOwn
                && clause.names().isEmpty()
                && clause.all("measure").stream().allMatch(hit -> hit.meaning().equals("count"));
    }

    /** "Im Schnitt?", "median": says nothing of what. */
    private boolean isMeanAlone() {
        return clause.all("measure").stream()
                .filter(hit -> hit.meaning().startsWith("median(")
                        || clause.at("mean", hit.from())
                                .filter(mean -> mean.to() == hit.to())
                                .isPresent())
                .anyMatch(hit -> clause.onlySmall(0, hit.from()) && clause.onlySmall(hit.to(), clause.size()));
    }

    /** "Und wie viel hat jeder verkauft?" of those that were shown. */
    private boolean isOfEachOfThem() {
        return clause.has("each_alone") && !base.by().isEmpty();
    }

    /** "Which was the biggest?": names nothing that it is about. */
    private boolean isOneOfThem() {
        boolean ranked = clause.has("most") || clause.has("newest");
        boolean ofItsOwn = List.of("entity", "dimension", "measure", "status", "sold", "number_field").stream()
                .anyMatch(clause::has);
        return ranked
                && !ofItsOwn
                && clause.names().isEmpty()
                && (clause.at("one_of_them", 0).isPresent()
                        || clause.at("some_of_them", 0).isPresent());
    }

    /** "Wie viel haben wir dieses Jahr gewonnen?": asks for a figure, and says itself of what. */
    private boolean asksOfItsOwn() {
        boolean asks = clause.has("how_much") || clause.has("how_long") || clause.has("percent_of");
        boolean ofWhat = List.of("status", "sold", "made", "pipeline", "money", "stage").stream()
                .anyMatch(clause::has);
        return (asks && ofWhat)
                || clause.has("performance")
                || (clause.at("asking", 0).isPresent() && clause.has("sold"));
    }

    /** "Was hat sie da verkauft?": who that is was said before. */
    private boolean isOfWhoWasSpokenOf() {
        return clause.has("person_pronoun") && isOfSomebody(base) && isOfSameKind();
    }

    /** Whether a question is about one person. */
    static boolean isOfSomebody(Query query) {
        return query.where().conjuncts().stream()
                .anyMatch(part -> part instanceof Filter.OneOf(var field, var values)
                        && Set.of("assignee", "manager").contains(field.key())
                        && values.size() == 1
                        && !values.equals(List.of("me")));
    }

    /** "Wie viele Deals waren das jeweils?" */
    private boolean saysWhatThoseWere() {
        boolean each = clause.has("respectively") && !base.by().isEmpty();
        return (each || clause.has("were_those"))
                && clause.all("entity").stream()
                        .allMatch(hit -> hit.meaning()
                                .split("\\|")[0]
                                .equals(base.entity().key()))
                && clause.names().isEmpty();
    }

    /** "Und nach Anzahl gewonnener Deals?" of the first three by revenue. */
    private boolean isRankedAnew() {
        return clause.at("and_what_about", 0).isPresent()
                && ranksAnew(clause, base).isPresent()
                && isOfSameKind();
    }

    /** What says by which other figure those are put in order that were shown. */
    static Optional<Hit> ranksAnew(Clause clause, Query base) {
        return clause.all("by").stream()
                .filter(by -> !base.by().isEmpty() && !base.order().isEmpty())
                .filter(by -> clause.at("measure", by.to()).isPresent()
                        && clause.at("dimension", by.to()).isEmpty())
                .findFirst();
    }

    /** "Et le nombre d'affaires ?": of the same kind, and nothing of which ones. */
    private boolean saysOnlyKind() {
        return isOfSameKind()
                && clause.has("measure")
                && !clause.has("status")
                && clause.names().isEmpty();
    }

    private boolean isOfSameKind() {
        return clause.all("entity").stream()
                .allMatch(hit -> hit.meaning().equals(base.entity().key()));
    }

    /** "War der August besser? Also vom Umsatz her." */
    private boolean explains() {
        return goesOn && clause.isAnyway("that_is", 0) && isOfSameKind();
    }

    /** "Wie viele sind das?", "how much is that in total?": a pointing word that nothing follows. */
    private boolean pointsBack() {
        boolean asks =
                clause.has("measure") || clause.has("how_much") || clause.has("together") || clause.has("number_field");
        return asks
                && clause.all("pointing").stream().anyMatch(hit -> {
                    if (isPronoun(hit)) {
                        return true;
                    }
                    for (int i = hit.to(); i < clause.size(); i++) {
                        boolean nothing = clause.isSmall(i)
                                || clause.at("together", i).isPresent()
                                || clause.at("ornament", i).isPresent()
                                || clause.at("number_field", i).isPresent()
                                || clause.at("mean", i).isPresent()
                                || clause.at("made", i).isPresent()
                                || clause.at("sold", i).isPresent()
                                || isForEach(i);
                        if (!nothing) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /** "… pro Verkäufer". */
    private boolean isForEach(int i) {
        return clause.at("by", i).isPresent()
                || (clause.at("dimension", i).isPresent()
                        && clause.before("by", i).isPresent());
    }

    /** "Wie viel haben die zusammen eingebracht?": no noun follows. */
    private boolean isPronoun(Hit pointing) {
        int next = pointing.to();
        boolean done = clause.at("measure", next)
                .filter(hit -> hit.meaning().endsWith("|status = won"))
                .filter(hit -> !clause.tokens.get(next).isCapitalised())
                .isPresent();
        return clause.at("together", next).isPresent()
                || clause.at("sold", next).isPresent()
                || clause.at("made", next).isPresent()
                || done;
    }

    /** The date that it was about. */
    Optional<String> date(Draft draft) {
        return base.where().conjuncts().stream()
                .filter(Filter.When.class::isInstance)
                .map(part -> ((Filter.When) part).field().key())
                .findFirst()
                .or(() -> base.compare().flatMap(c -> c.date().map(field -> field.key())))
                // what is open has no day on which it was closed
                .or(() -> draft.entity.equals("deals") && isOfOpenDeals() && !clause.has("status")
                        ? Optional.of("created")
                        : Optional.empty());
    }

    private boolean isOfOpenDeals() {
        Set<String> status = valuesBefore("status");
        return status.equals(Set.of("open"))
                || (status.isEmpty() && !valuesBefore("stage").isEmpty());
    }

    private Set<String> valuesBefore(String field) {
        return base.where().conjuncts().stream()
                .flatMap(part -> part instanceof Filter.OneOf(var of, var values)
                                && of.key().equals(field)
                        ? values.stream()
                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** The one time that the question before was about. */
    Optional<String> period() {
        return base.where().conjuncts().stream()
                .flatMap(part ->
                        part instanceof Filter.When(var _, var relation, var period) && relation == Filter.Relation.IN
                                ? Stream.of(period.text())
                                : Stream.empty())
                .findFirst();
    }

    /** The year that it was about. */
    Optional<Integer> year() {
        Matcher year = YEAR.matcher(base.text());
        return year.find() ? Optional.of(Integer.valueOf(year.group(1))) : Optional.empty();
    }
}
