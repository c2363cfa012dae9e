package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import app.henk.agent.offline.staff.Command.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads "nein, den anderen", "nicht 48, 84k", "I meant Friday", "same for Anna's" in the light of what was just done. */
final class Corrections {

    private static final Set<String> READS =
            Set.of("get", "explain_score", "next_actions", "compare", "find", "my_day");

    private final String text;
    private final Tongue tongue;
    private final Situation situation;

    Corrections(String text, Tongue tongue, Situation situation) {
        this.text = text;
        this.tongue = tongue;
        this.situation = situation;
    }

    /** Empty when the message corrects nothing. */
    Optional<List<Command>> of(List<Token> tokens) {
        Clause clause = new Clause(text, tokens, tongue);
        if (!situation.options().isEmpty()) {
            Optional<Command> picked = picked(clause);
            if (picked.isPresent()) {
                return picked.map(List::of);
            }
        }
        if (situation.done().isEmpty() || clause.size() == 0) {
            return Optional.empty();
        }
        Call done = situation.done().get();
        if (clause.at("same_for", 0).isPresent()) {
            return again(clause, done);
        }
        // "doch nicht gewonnen" opens again what is said to have ended
        boolean reopens = CommandPatterns.find("reopen", clause).isPresent();
        boolean corrects = !reopens
                && (clause.at("correct.lead", 0).isPresent()
                        || clause.at("correct.not", 0).isPresent());
        return corrects && clause.size() > 1 ? corrected(clause, done) : Optional.empty();
    }

    /** Which of several was meant: by place, by name, or by what stands beside the name. */
    private Optional<Command> picked(Clause clause) {
        List<Situation.Item> options = situation.options();
        Optional<Situation.Item> item = new Mentions(clause)
                .reference()
                .flatMap(reference -> place(reference, options))
                .or(() -> byNumber(clause, options))
                .or(() -> byWords(clause, options));
        return item.flatMap(chosen ->
                situation.done().map(call -> (Command) with(call, situation.open(), chosen.id())));
    }

    private static Optional<Situation.Item> place(String reference, List<Situation.Item> options) {
        if (reference.equals("-1")) {
            return Optional.of(options.getLast());
        }
        return reference.matches("\\d") && Integer.parseInt(reference) <= options.size()
                ? Optional.of(options.get(Integer.parseInt(reference) - 1))
                : Optional.empty();
    }

    private static Optional<Situation.Item> byNumber(Clause clause, List<Situation.Item> options) {
        String first = clause.tokens.getFirst().folded();
        return clause.size() == 1 && first.matches("[1-9]") ? place(first, options) : Optional.empty();
    }

    private static Optional<Situation.Item> byWords(Clause clause, List<Situation.Item> options) {
        List<Token> said = clause.tokens.stream()
                .filter(token -> token.isWord() && token.folded().length() > 2)
                .toList();
        List<Situation.Item> fitting = options.stream()
                .filter(item -> {
                    List<String> words = Token.of(item.label() + " " + item.detail()).stream()
                            .map(Token::folded)
                            .toList();
                    return said.stream()
                            .filter(token -> !clause.isSmall(clause.tokens.indexOf(token)))
                            .allMatch(token -> words.contains(token.folded()));
                })
                .toList();
        boolean says = said.stream().anyMatch(token -> !clause.isSmall(clause.tokens.indexOf(token)));
        return says && fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private Optional<List<Command>> again(Clause clause, Call done) {
        clause.at("same_for", 0).ifPresent(clause::take);
        List<String> records = new Mentions(clause).records();
        return records.isEmpty() ? Optional.empty() : Optional.of(List.of(with(done, key(done), records.getFirst())));
    }

    private Optional<List<Command>> corrected(Clause clause, Call done) {
        while (clause.at("correct.lead", firstFree(clause)).isPresent()) {
            clause.at("correct.lead", firstFree(clause)).ifPresent(clause::take);
            skipMarks(clause);
        }
        Slots slots = new Slots(clause);
        Optional<String> reference = new Mentions(clause).reference();
        if (reference.filter("other"::equals).isPresent()) {
            return new Heard(clause, situation, Optional.empty()).other().map(id -> redone(done, key(done), id));
        }
        if (reference.filter(place -> place.matches("\\d")).isPresent()) {
            return Optional.of(redone(done, key(done), reference.get()));
        }
        Optional<BigDecimal> amount = slots.amount();
        if (amount.isPresent() && done.tool().matches("create_deal|update_deal")) {
            return Optional.of(List.of(new Call("update_deal", Map.of("which", "last", "value", amount.get()))));
        }
        Optional<String> stage = slots.stage();
        if (stage.isPresent() && done.tool().equals("move_stage")) {
            return Optional.of(List.of(new Call("move_stage", Map.of("which", "last", "stage", stage.get()))));
        }
        if (stage.isPresent() && done.tool().equals("create_deal")) {
            return Optional.of(List.of(new Call("move_stage", Map.of("which", "last", "stage", stage.get()))));
        }
        var day = slots.day(true);
        if (day.isPresent()) {
            return dayCorrected(done, day.get().toString());
        }
        Optional<String> person = done.tool().equals("assign") ? slots.named("assignee", "manager") : Optional.empty();
        if (person.isPresent()) {
            return Optional.of(List.of(with(done, "to", person.get())));
        }
        List<String> records = new Mentions(clause).records();
        return records.isEmpty() || !done.arguments().containsKey(key(done))
                ? Optional.empty()
                : Optional.of(redone(done, key(done), records.getLast()));
    }

    private Optional<List<Command>> dayCorrected(Call done, String day) {
        return switch (done.tool()) {
            case "log_activity" -> Optional.of(redone(done, "due", day));
            case "create_deal", "update_deal" ->
                Optional.of(List.of(new Call("update_deal", Map.of("which", "last", "close", day))));
            default -> Optional.empty();
        };
    }

    private static int firstFree(Clause clause) {
        return clause.taken.nextClearBit(0);
    }

    private static void skipMarks(Clause clause) {
        int at = firstFree(clause);
        while (at < clause.size() && clause.tokens.get(at).isMark()) {
            clause.take(at, at + 1);
            at = firstFree(clause);
        }
    }

    /** What was done to the wrong one is taken back first. */
    private List<Command> redone(Call done, String key, Object value) {
        List<Command> commands = new ArrayList<>();
        if (!READS.contains(done.tool()) && !situation.inVain()) {
            commands.add(new Call("undo", Map.of()));
        }
        commands.add(with(done, key, value));
        return commands;
    }

    private static String key(Call done) {
        return done.tool().equals("log_activity") ? "about" : "which";
    }

    private static Call with(Call call, String key, Object value) {
        Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
        arguments.put(key, value);
        return new Call(call.tool(), arguments);
    }
}
