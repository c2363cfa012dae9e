package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads how something ends: won, lost, done, answered; or that it goes on after all. */
final class Endings {

    private final Heard heard;
    private final Clause clause;

    Endings(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    Optional<Command> answer() {
        if (!heard.found("answer") || !clause.text.contains(":")) {
            return Optional.empty();
        }
        heard.take("answer");
        int colon = clause.text.indexOf(':');
        String answer = clause.text.substring(colon + 1).strip();
        for (int i = 0; i < clause.size(); i++) {
            if (clause.tokens.get(i).start() > colon) {
                clause.take(i, i + 1);
            }
        }
        return heard.about("update_record", Map.of("kind", "question", "answer", answer));
    }

    Optional<Command> reopen() {
        if (!heard.take("reopen")) {
            return Optional.empty();
        }
        // "…, he changed his mind" says why, and of no record where one is spoken of before
        IntStream.range(1, clause.size())
                .filter(i -> clause.isMark(i, ","))
                .limit(1)
                .filter(this::isSpokenOfBefore)
                .forEach(comma -> clause.take(comma, clause.size()));
        return heard.about("close_deal", Map.of("outcome", "reopen"));
    }

    private boolean isSpokenOfBefore(int place) {
        return Stream.concat(heard.mentions().runs().stream(), clause.all("reference").stream())
                .anyMatch(hit -> hit.to() <= place);
    }

    /** "Aufgabe Weber ist erledigt": the noun leaves no doubt what is done. */
    Optional<Command> doneWithKind() {
        return clause.has("kind") ? done() : Optional.empty();
    }

    Optional<Command> done() {
        if (!heard.take("done")) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("done", true);
        arguments.put("kind", heard.kind().filter("promise"::equals).orElse("task"));
        return heard.about("update_record", arguments).filter(command -> !isNoPlace(command));
    }

    /** "En fait 10 %" points at no tenth. */
    private boolean isNoPlace(Command command) {
        String which = command instanceof Command.Call call
                ? call.arguments().getOrDefault("which", "").toString()
                : "";
        return which.matches("\\d{1,6}")
                && Integer.parseInt(which) > heard.situation().list().size();
    }

    /** "Deals, die gewonnen wurden" tells which ones, not what happened. */
    Optional<Command> close() {
        if (clause.has("plural_entity")) {
            return closeAll();
        }
        return List.of("won", "lost").stream()
                .filter(outcome -> heard.take("close_" + outcome))
                .findFirst()
                .flatMap(this::closed);
    }

    /** "Markiere alle roten Deals als verloren": an order about those that are looked for first. */
    private Optional<Command> closeAll() {
        return List.of("won", "lost").stream()
                .filter(outcome -> heard.found("mark_" + outcome))
                .findFirst()
                .map(outcome -> {
                    Heard again = heard.anew("mark_" + outcome);
                    Map<String, Object> arguments = new LinkedHashMap<>(Map.of("outcome", outcome));
                    again.clause()
                            .first("reason")
                            .filter(reason -> reason.from() > 0
                                    && clause.raw(reason.to(), clause.size()).length() > 1)
                            .ifPresent(reason -> {
                                arguments.put("reason", tail(reason.to()));
                                again.clause().take(reason.from(), clause.size());
                            });
                    return again.forAll(new Command.Call("close_deal", arguments));
                });
    }

    private Optional<Command> closed(String outcome) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("outcome", outcome);
        if (outcome.equals("won")) {
            // "hat unterschrieben, 12.500 Euro"
            heard.slots().amount().ifPresent(value -> arguments.put("value", value));
        }
        clause.first("reason")
                .or(() -> outcome.equals("lost") ? behindComma() : Optional.empty())
                .ifPresent(reason -> {
                    arguments.put("reason", tail(reason.to()));
                    clause.take(reason.from(), clause.size());
                });
        heard.slots().day(true).ifPresent(day -> arguments.put("on", day.toString()));
        clause.all("status").forEach(clause::take);
        return heard.about("close_deal", arguments);
    }

    /** Where somebody goes on to say why without a word for it: "verloren, zu teuer". */
    private Optional<Hit> behindComma() {
        int told = clause.taken.length();
        for (int i = told; i < clause.size() - 1; i++) {
            int comma = i;
            // "Verloren, Zoomit" names which one first
            boolean named = heard.mentions().runs().stream().anyMatch(run -> run.to() <= comma);
            if (clause.isMark(i, ",")
                    && (named || !clause.tokens.get(i + 1).isCapitalised())
                    && clause.names().stream().noneMatch(name -> name.from() > comma)) {
                return Optional.of(new Hit(",", i, i + 1));
            }
        }
        return Optional.empty();
    }

    private String tail(int from) {
        int end = clause.size();
        while (end > from && clause.tokens.get(end - 1).isMark()) {
            end--;
        }
        return clause.raw(from, end);
    }
}
