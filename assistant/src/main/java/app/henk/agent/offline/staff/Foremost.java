package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.QuestionReader.Asked;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * Reads an order about a record that is named by what puts it first: "vom größten offenen Deal", "the deal that closes
 * next". Which one that is is a question to the data; in the order a name stands for it.
 */
final class Foremost {

    /** No word of any language and nobody's name. */
    private static final String NAME = "Xqzwvy";

    private static final List<String> RANKS = List.of("most", "newest", "last");
    private static final Set<String> RANKED = Set.of("deal", "lead", "task");
    /** Where it stands first a question shows it, with what it was found by. */
    private static final Set<String> SHOWN = Set.of("get", "compare");
    /** Words between a noun and what puts it first: "der, der als …", "avec la …". */
    private static final int MOST_BETWEEN = 4;

    /** What says what became of a record, or asks for it, is no order. */
    private static final Set<String> TOLD = Set.of("get", "forecast", "velocity", "create", "runs_out", "call_off");

    private static final Set<String> ENDED = Set.of("close_won", "close_lost");

    private static final String NEXT =
            "deals where expected_close in today..today+3650d order expected_close asc limit 1";

    private final String text;
    private final Tongue tongue;
    private final Clause clause;
    private final boolean listed;

    /** @param listed whether a list was shown, in which "the last one" has its place */
    Foremost(String text, List<Token> tokens, Tongue tongue, boolean listed) {
        this.text = text;
        this.tongue = tongue;
        this.clause = new Clause(text, tokens, tongue);
        this.listed = listed;
    }

    /**
     * @param noun what kind of record it is, as it was written
     * @param soon whether it is the one that closes next
     */
    private record Phrase(int from, int to, String noun, boolean soon) {}

    /**
     * Empty where nothing is named like that, or nothing ordered of it.
     *
     * @param hearing reads a message
     */
    Optional<List<Command>> of(Function<String, List<Command>> hearing) {
        return phrase().filter(this::isOrdered).flatMap(phrase -> {
            int start = clause.tokens.get(phrase.from()).start();
            int end = clause.tokens.get(phrase.to() - 1).end();
            List<Command> commands =
                    hearing.apply(text.substring(0, start) + phrase.noun() + NAME + text.substring(end));
            boolean orders = commands.stream()
                    .anyMatch(command -> command instanceof Call call
                            && !SHOWN.contains(call.tool())
                            && call.arguments().values().stream().anyMatch(Foremost::isNamed));
            if (!orders) {
                return Optional.empty();
            }
            Asked asked = new QuestionReader(inner(phrase), Optional.empty()).read();
            Optional<Query> which = which(phrase, asked);
            String said = clause.raw(phrase.from(), phrase.to());
            return Optional.of(commands.stream()
                    .map(command -> which.map(query -> settled(command, query, said))
                            .orElseGet(() -> new Command.Unclear(said, asked.unknown())))
                    .toList());
        });
    }

    /** "The oldest deal we won" begins with no word for what is to be done. */
    private boolean isOrdered(Phrase phrase) {
        return tongue.lexicon().commands().keySet().stream()
                .filter(command -> !TOLD.contains(command))
                .anyMatch(command -> CommandPatterns.find(command, clause)
                        .map(found -> found.nextSetBit(0))
                        .filter(at -> at < phrase.from() && clause.onlySmall(0, at))
                        // "we won the oldest deal in May" may be asked
                        .filter(at -> !ENDED.contains(command) || !clause.isSmall(at))
                        .isPresent());
    }

    private static boolean isNamed(Object value) {
        return value.toString().contains(NAME);
    }

    private Command settled(Command command, Query which, String said) {
        if (!(command instanceof Call call)
                || call.arguments().values().stream().noneMatch(Foremost::isNamed)) {
            return command;
        }
        String record = Call.recordOf(call.tool());
        if (!NAME.equals(call.arguments().get(record))) {
            return new Command.Unclear(text, List.of());
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        call.arguments().forEach((name, value) -> {
            if (!name.equals(record)) {
                arguments.put(name, value instanceof String words ? told(words, said) : value);
            }
        });
        return new Command.ForAll(which, new Call(call.tool(), arguments));
    }

    /** With the words that it was called by. */
    private static String told(String words, String said) {
        return words.replaceAll("\\p{L}+ " + NAME, Matcher.quoteReplacement(said))
                .replace(NAME, said);
    }

    /** Only what was understood whole and puts one first; what is closed already is meant where that is said. */
    private Optional<Query> which(Phrase phrase, Asked asked) {
        if (!asked.unknown().isEmpty() || !(asked.whole() instanceof Reading.Understood(Query query))) {
            return Optional.empty();
        }
        boolean records = query.by().isEmpty()
                && query.measures().isEmpty()
                && query.compare().isEmpty();
        if (!records || (query.order().isEmpty() && !phrase.soon())) {
            return Optional.empty();
        }
        Query open = switch (query.entity().key()) {
            case "deals" -> query.text().contains("status ") ? query : with("deals where status = open", query);
            case "tasks" ->
                query.text().contains("assignee ")
                        ? with("tasks where not done", query)
                        : with("tasks where not done and assignee = me", query);
            default -> query;
        };
        return Optional.of((phrase.soon()
                        ? with(NEXT, open).ordered(List.copyOf(parsed(NEXT).order()))
                        : open)
                .limited(Optional.of(1)));
    }

    private static Query with(String condition, Query query) {
        return query.where(Filter.all(List.of(parsed(condition).where(), query.where())));
    }

    private static Query parsed(String text) {
        return Query.parse(text) instanceof Reading.Understood(Query query) ? query : failed(text);
    }

    private static Query failed(String text) {
        throw new IllegalStateException("no query: " + text);
    }

    /** The phrase by itself, without what says that it closes next. */
    private Clause inner(Phrase phrase) {
        Clause inner = new Clause(text, List.copyOf(clause.tokens.subList(phrase.from(), phrase.to())), tongue);
        if (phrase.soon()) {
            inner.all("closes_next").forEach(inner::take);
            List.of("next_closing", "next_word", "closing_behind")
                    .forEach(section -> inner.all(section).forEach(inner::take));
        }
        return inner;
    }

    private Optional<Phrase> phrase() {
        return clause.all("kind").stream()
                .filter(noun -> RANKED.contains(noun.meaning()))
                .filter(noun -> clause.at("plural_entity", noun.from()).isEmpty())
                .flatMap(noun -> before(noun).or(() -> behind(noun)).stream())
                .findFirst();
    }

    /** "Größten offenen Deal". */
    private Optional<Phrase> before(Hit noun) {
        for (int i = noun.from() - 1; i >= Math.max(0, noun.from() - MOST_BETWEEN); i--) {
            int at = i;
            boolean soon = leadsTo("next_closing", i, noun);
            boolean ranks = RANKS.stream()
                    .filter(section -> !listed || !section.equals("last"))
                    .anyMatch(section -> leadsTo(section, at, noun));
            int from = clause.isAnyway("mine", i - 1) ? i - 1 : i;
            if (soon || ranks) {
                return Optional.of(new Phrase(from, end(noun.to()), said(noun), soon));
            }
            Optional<Hit> closing =
                    clause.at("closes_next", noun.to()).or(() -> clause.at("closing_behind", noun.to()));
            if (leadsTo("next_word", i, noun) && closing.isPresent()) {
                return Optional.of(new Phrase(from, end(closing.get().to()), said(noun), true));
            }
        }
        return Optional.empty();
    }

    private boolean leadsTo(String section, int i, Hit noun) {
        return clause.at(section, i)
                .filter(hit -> clause.pastStates(hit.to()) == noun.from())
                .isPresent();
    }

    /** "Affaire ouverte la plus grosse", "Deal mit dem höchsten Wert", "deal that closes next". */
    private Optional<Phrase> behind(Hit noun) {
        int states = clause.pastStates(noun.to());
        for (int i = states; i < Math.min(clause.size(), states + MOST_BETWEEN) && clause.onlySmall(states, i); i++) {
            int at = i;
            Optional<Hit> soon = clause.at("closes_next", i);
            // "la plus ancienne" says more than "la plus"
            Optional<Hit> rank = RANKS.stream()
                    .filter(section -> !section.equals("last"))
                    .flatMap(section -> clause.at(section, at).stream())
                    .max(Comparator.comparingInt(Hit::to));
            if (soon.or(() -> rank).isPresent()) {
                int to = soon.map(Hit::to).orElseGet(() -> pastWord(rank.orElseThrow()));
                int from = clause.isAnyway("mine", noun.from() - 1) ? noun.from() - 1 : noun.from();
                return Optional.of(new Phrase(from, end(to), said(noun), soon.isPresent()));
            }
        }
        return Optional.empty();
    }

    /** Behind "mit dem höchsten Wert" and "la plus rentable": of what it is the most. */
    private int pastWord(Hit rank) {
        int at = rank.to();
        boolean more = at < clause.size()
                && !clause.isSmall(at)
                && clause.tokens.get(at).isWord()
                && tongue.lexicon().commands().values().stream()
                        .flatMap(List::stream)
                        .noneMatch(pattern ->
                                pattern.words().contains(clause.tokens.get(at).folded()));
        return clause.at("number_field", at).map(Hit::to).orElse(more ? at + 1 : at);
    }

    /** Whatever says nothing else is a deal. */
    private String said(Hit noun) {
        return noun.meaning().equals("deal") ? "" : clause.raw(noun.from(), noun.to()) + " ";
    }

    /** With what tells more of it: "… von Anna", "… bei Cancity". */
    private int end(int from) {
        // "l'affaire ouverte"; "der größte Deal rot" asks why it is
        int at = tongue.lexicon().language().equals("fr") ? clause.pastStates(from) : from;
        int lead = at;
        while (lead < clause.size()
                && (clause.isAnyway("company_lead", lead)
                        || clause.isAnyway("link", lead)
                        || (lead > at && clause.isAnyway("article", lead)))) {
            lead++;
        }
        int name = lead;
        Optional<Names.Named> known = clause.names().stream()
                .filter(named -> named.from() == name)
                .filter(named -> !named.field().equals("stage") || isMovedFurther(named.to()))
                .findFirst();
        if (lead == at || lead >= clause.size()) {
            return at;
        }
        return known.map(named -> end(named.to()))
                .orElseGet(() -> clause.looksLikeName(new Hit("", name, name + 1)) ? name + 1 : at);
    }

    /** "Den größten Deal in Angebot auf Verhandlung": the first is where it stands. */
    private boolean isMovedFurther(int from) {
        return clause.names().stream().anyMatch(named -> named.field().equals("stage") && named.from() >= from);
    }
}
