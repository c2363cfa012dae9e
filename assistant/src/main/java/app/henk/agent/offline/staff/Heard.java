package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Command.Missing;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.QuestionReader.Asked;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the readers of commands read from: a clause while it is being read, and what was said before it.
 *
 * @param focus the record that the message spoke of before this clause
 */
record Heard(Clause clause, Situation situation, Optional<String> focus) {

    static final String LAST = "last";

    Slots slots() {
        return new Slots(clause);
    }

    Mentions mentions() {
        return new Mentions(clause);
    }

    boolean found(String command) {
        return CommandPatterns.find(command, clause).isPresent();
    }

    boolean take(String command) {
        return CommandPatterns.take(command, clause);
    }

    /** The same words with nothing read but the command. */
    Heard anew(String command) {
        Clause again = clause.fresh();
        CommandPatterns.take(command, again);
        return new Heard(again, situation, focus);
    }

    /** What kind of record the clause names by a noun. */
    Optional<String> kind() {
        return clause.first("kind").map(Hit::meaning);
    }

    static Optional<Command> call(String tool, Map<String, Object> arguments) {
        return Optional.of(new Call(tool, arguments));
    }

    /** A call about one record, or several. */
    Optional<Command> about(String tool, Map<String, Object> arguments) {
        Optional<String> which = which();
        if (which.isEmpty()) {
            return Optional.of(new Missing(tool, "which", arguments));
        }
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("which", which.get());
        return call(tool, all);
    }

    /** "Alle roten Deals an Anna": which ones is a question to the data. */
    Command forAll(Call each) {
        Asked asked = new QuestionReader(clause, Optional.empty()).read();
        return asked.unknown().isEmpty() && asked.whole() instanceof Reading.Understood(Query query)
                ? new Command.ForAll(query, each)
                : new Command.Unclear(clause.raw(0, clause.size()), asked.unknown());
    }

    /** Which records are meant, in the words of a call. */
    Optional<String> which() {
        List<String> records = mentions().records();
        if (!records.isEmpty()) {
            return Optional.of(String.join(", ", joined(records)));
        }
        Optional<String> pointed = pointed();
        if (pointed.isPresent()) {
            return pointed;
        }
        return focus.or(() -> situation.hasShown() ? Optional.of(LAST) : Optional.empty());
    }

    /** Only what is listed belongs together; a second name elsewhere in the sentence is something else. */
    private List<String> joined(List<String> records) {
        List<Hit> runs = mentions().spoken();
        if (runs.size() != records.size()) {
            return records;
        }
        int count = 1;
        while (count < runs.size()
                && clause.isListed(runs.get(count - 1).to(), runs.get(count).from())) {
            count++;
        }
        return records.subList(0, count);
    }

    /** The place in what was shown that is pointed at; "it" and "him" point at none. */
    Optional<String> pointed() {
        return mentions().reference().filter(meaning -> !meaning.equals(LAST)).map(this::shown);
    }

    private String shown(String reference) {
        return switch (reference) {
            case "all" -> numbers();
            case "-1" -> String.valueOf(Math.max(1, situation.list().size()));
            case "other" -> other().orElse(LAST);
            default -> places(reference);
        };
    }

    /** "Den ersten und den dritten" are two. */
    private String places(String first) {
        List<String> places = clause.all("reference").stream()
                .map(Hit::meaning)
                .filter(meaning -> meaning.matches("\\d(,\\d)*"))
                .flatMap(meaning -> Stream.of(meaning.split(",")))
                .distinct()
                .toList();
        return places.isEmpty() ? first : String.join(", ", places);
    }

    /** Who or what the message spoke of before, or the conversation. */
    Optional<String> spokenOf() {
        return focus.or(() ->
                situation.single().filter(item -> !item.kind().equals("task")).map(Situation.Item::label));
    }

    /** What that is called which a reference points at. */
    Optional<String> label(String reference) {
        return reference.equals(LAST)
                ? situation.single().map(Situation.Item::label)
                : Optional.of(reference)
                        .filter(place -> place.matches("\\d")
                                && Integer.parseInt(place) <= situation.list().size())
                        .map(place -> situation
                                .list()
                                .get(Integer.parseInt(place) - 1)
                                .label());
    }

    private String numbers() {
        return IntStream.rangeClosed(1, Math.max(1, situation.list().size()))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** Of two that were shown or asked about, the one that was not meant. */
    Optional<String> other() {
        List<Situation.Item> all = situation.options().isEmpty() ? situation.list() : situation.options();
        List<Situation.Item> others = all.stream()
                .filter(item ->
                        situation.single().filter(s -> s.id().equals(item.id())).isEmpty())
                .toList();
        return others.size() == 1 ? Optional.of(others.getFirst().id()) : Optional.empty();
    }
}
