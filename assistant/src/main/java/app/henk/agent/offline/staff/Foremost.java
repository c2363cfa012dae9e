package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.QuestionReader.Asked;
import app.henk.insights.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads an order about a record that is named by what puts it first: "vom größten offenen Deal", "the deal that closes
 * next". Which one that is is a question to the data; in the order all of its words are read as one, like a name.
 */
final class Foremost {

    private static final List<String> RANKS = List.of("most", "newest", "last");
    private static final Set<String> RANKED = Set.of("deal", "lead", "task");
    /** Where it stands first a question shows it, with what it was found by. */
    private static final Set<String> SHOWN = Set.of("get", "compare");
    /** Words between a noun and what puts it first: "der, der als …", "avec la …". */
    private static final int MOST_BETWEEN = 4;

    /** What says what became of a record, or asks for it, is no order. */
    private static final Set<String> TOLD = Set.of("get", "forecast", "velocity", "create", "runs_out", "call_off");

    private static final Set<String> ENDED = Set.of("close_won", "close_lost");

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
     * @param noun what kind of record it is
     * @param soon whether it is the one that closes next
     */
    private record Phrase(int from, int to, Hit noun, boolean soon) {}

    /**
     * Empty where nothing is named like that, or nothing ordered of it.
     *
     * @param hearing reads a message
     */
    Optional<List<Command>> of(Function<List<Token>, List<Command>> hearing) {
        return phrase().filter(this::isOrdered).flatMap(phrase -> {
            String said = clause.raw(phrase.from(), phrase.to());
            List<Command> commands = hearing.apply(asOneWord(phrase));
            boolean orders = commands.stream()
                    .anyMatch(command ->
                            command instanceof Call call && !SHOWN.contains(call.tool()) && names(call, said));
            if (!orders) {
                return Optional.empty();
            }
            Asked asked = new QuestionReader(inner(phrase), Optional.empty()).read();
            Optional<Query> which = phrase.soon() ? FirstRecords.closingNext(asked) : FirstRecords.ranked(asked, 1);
            return Optional.of(commands.stream()
                    .map(command -> which.map(query -> settled(command, query, said))
                            .orElseGet(() -> new Command.Unclear(said, asked.unknown())))
                    .toList());
        });
    }

    /** The words of the phrase as one that stands where they did. Whatever says nothing else is a deal. */
    private List<Token> asOneWord(Phrase phrase) {
        int start = clause.tokens.get(phrase.from()).start();
        int end = clause.tokens.get(phrase.to() - 1).end();
        List<Token> words = clause.tokens.subList(phrase.from(), phrase.to());
        String raw = text.substring(start, end);
        List<Token> tokens = new ArrayList<>(clause.tokens.subList(0, phrase.from()));
        if (!phrase.noun().meaning().equals("deal")) {
            clause.tokens.subList(phrase.noun().from(), phrase.noun().to()).stream()
                    .map(noun -> new Token(noun.raw(), noun.folded(), start, start))
                    .forEach(tokens::add);
        }
        tokens.add(new Token(
                // like a name
                Character.toUpperCase(raw.charAt(0)) + raw.substring(1),
                words.stream().map(Token::folded).collect(Collectors.joining("-")),
                start,
                end));
        tokens.addAll(clause.tokens.subList(phrase.to(), clause.size()));
        return List.copyOf(tokens);
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

    private static boolean names(Call call, String said) {
        return call.arguments().values().stream()
                .anyMatch(value -> value.toString().contains(said));
    }

    private Command settled(Command command, Query which, String said) {
        if (!(command instanceof Call call) || !names(call, said)) {
            return command;
        }
        String record = Call.recordOf(call.tool());
        if (!said.equals(call.arguments().get(record))) {
            return new Command.Unclear(text, List.of());
        }
        Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
        arguments.remove(record);
        return new Command.ForAll(which, new Call(call.tool(), arguments));
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
                return Optional.of(new Phrase(from, end(noun.to()), noun, soon));
            }
            Optional<Hit> closing =
                    clause.at("closes_next", noun.to()).or(() -> clause.at("closing_behind", noun.to()));
            if (leadsTo("next_word", i, noun) && closing.isPresent()) {
                return Optional.of(new Phrase(from, end(closing.get().to()), noun, true));
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
                return Optional.of(new Phrase(from, end(to), noun, soon.isPresent()));
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
