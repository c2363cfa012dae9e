package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Names.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
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

    /** What was said to change by so much is counted anew from what it was. */
    private static final List<String> DIFFERENCES = List.of("value_by", "value_by_percent");

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
        Clause begun = clause.fresh();
        boolean corrects =
                !reopens && (takeLeads(begun) || clause.at("correct.not", 0).isPresent());
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
        return item.flatMap(chosen -> situation.done().map(call -> (Command) call.with(situation.open(), chosen.id())));
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
        return records.isEmpty() ? Optional.empty() : Optional.of(List.of(named(done, records.getFirst())));
    }

    /** With another one in its place, in the words of a task as well. */
    private Call named(Call done, String other) {
        Call same = done.with(key(done), other);
        Optional<Object> text = Optional.ofNullable(done.arguments().get("text"));
        Optional<String> before = situation.single().map(Situation.Item::label);
        return text.isPresent() && before.isPresent()
                ? same.with("text", text.get().toString().replace(before.get(), other))
                : same;
    }

    private Optional<List<Command>> corrected(Clause clause, Call done) {
        // "nicht Montag, Dienstag" says both; "nicht Montag" alone does not say when
        boolean denies = clause.at("correct.not", 0).isPresent();
        takeLeads(clause);
        clause.all("correct.tail").forEach(clause::take);
        Optional<String> place = new Mentions(clause).reference().filter(meaning -> !meaning.equals(Heard.LAST));
        Map<String, Object> changes = new Changes(clause, done, denies).read();
        Optional<String> record =
                place.isPresent() ? place.flatMap(meaning -> meant(clause, meaning)) : named(clause, done);
        if (record.isPresent()) {
            return Optional.of(redone(with(done, changes).with(key(done), record.get())));
        }
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(isUnanswered(done) ? List.of(stillMissing(done, changes)) : fixed(done, changes));
    }

    /** A place that was said before the question which one is meant is no place among those that it shows. */
    private boolean isUnanswered(Call done) {
        String meant = done.arguments().getOrDefault(key(done), "").toString();
        return !situation.options().isEmpty() && (meant.matches("-?\\d") || meant.equals(Heard.LAST));
    }

    private static Command stillMissing(Call done, Map<String, Object> changes) {
        Map<String, Object> said = new LinkedHashMap<>(with(done, changes).arguments());
        said.remove(key(done));
        return new Command.Missing(done.tool(), "which", said);
    }

    private Optional<String> meant(Clause clause, String place) {
        return place.equals("other")
                ? new Heard(clause, situation, Optional.empty()).other()
                : Optional.of(place).filter(number -> number.matches("\\d"));
    }

    private static Optional<String> named(Clause clause, Call done) {
        List<String> records = new Mentions(clause).records();
        return records.isEmpty() || !done.arguments().containsKey(key(done))
                ? Optional.empty()
                : Optional.of(records.getLast());
    }

    /** What was done to the right one is put right where it is; what cannot be is done anew. */
    private List<Command> fixed(Call done, Map<String, Object> changes) {
        if (DIFFERENCES.stream().anyMatch(changes::containsKey)) {
            return redone(with(done, changes));
        }
        return switch (done.tool()) {
            case "log_activity" -> redone(with(done, changes));
            case "create_deal", "update_deal", "move_stage" -> {
                Map<String, Object> fields = new LinkedHashMap<>(changes);
                Optional<Object> stage = Optional.ofNullable(fields.remove("stage"));
                List<Command> commands = new ArrayList<>();
                stage.map(to -> new Call("move_stage", Map.of("which", Heard.LAST, "stage", to)))
                        .ifPresent(commands::add);
                if (!fields.isEmpty()) {
                    commands.add(with(new Call("update_deal", Map.of("which", Heard.LAST)), fields));
                }
                yield commands;
            }
            default -> List.of(with(done, changes));
        };
    }

    private static Call with(Call call, Map<String, Object> changes) {
        Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
        arguments.putAll(changes);
        return new Call(call.tool(), arguments);
    }

    /** What of the call shall be otherwise. */
    private record Changes(Clause clause, Call done, boolean denies) {

        Map<String, Object> read() {
            Map<String, Object> changes = new LinkedHashMap<>();
            switch (done.tool()) {
                case "log_activity" -> day().ifPresent(day -> changes.put("due", day));
                case "assign" -> last(people()).ifPresent(to -> changes.put("to", to));
                case "move_stage" -> stage().ifPresent(stage -> changes.put("stage", stage));
                case "create_deal", "update_deal" -> {
                    day().ifPresent(day -> changes.put("close", day));
                    Optional<String> by = DIFFERENCES.stream()
                            .filter(done.arguments()::containsKey)
                            .findFirst();
                    by.ifPresentOrElse(
                            name -> difference(name).ifPresent(amount -> changes.put(name, amount)),
                            () -> amount().ifPresent(amount -> changes.put("value", amount)));
                    stage().filter(stage -> done.tool().equals("create_deal")
                                    || done.arguments().containsKey("stage"))
                            .ifPresent(stage -> changes.put("stage", stage));
                }
                default -> {}
            }
            return changes;
        }

        private Optional<String> day() {
            List<String> days = new ArrayList<>();
            Slots slots = new Slots(clause);
            for (Optional<LocalDate> day = slots.day(true); day.isPresent(); day = slots.day(true)) {
                days.add(day.get().toString());
            }
            return last(days);
        }

        private Optional<BigDecimal> amount() {
            boolean settled = !denies || new Quantities(clause).all().size() > 1;
            return settled ? new Slots(clause).amount() : Optional.empty();
        }

        /** "Um 2000 mehr" – "nein, 3000": it goes the same way. */
        private Optional<BigDecimal> difference(String name) {
            Quantities.Unit unit = name.equals("value_by") ? Quantities.Unit.MONEY : Quantities.Unit.PERCENT;
            boolean less = new BigDecimal(String.valueOf(done.arguments().get(name))).signum() < 0;
            List<Quantities.Quantity> said = new Quantities(clause)
                    .all().stream()
                            .filter(quantity -> quantity.unit() == unit || quantity.unit() == Quantities.Unit.NONE)
                            .toList();
            boolean settled = !said.isEmpty() && (!denies || said.size() > 1);
            said.forEach(quantity -> clause.take(quantity.from(), quantity.to()));
            return settled
                    ? Optional.of(said.getLast().value()).map(value -> less ? value.negate() : value)
                    : Optional.empty();
        }

        private Optional<String> stage() {
            boolean settled = !denies || names("stage").size() > 1;
            return settled ? new Slots(clause).stage() : Optional.empty();
        }

        private List<String> people() {
            List<Named> people = names("assignee", "manager");
            people.forEach(person -> clause.take(person.from(), person.to()));
            return people.stream().map(Named::value).toList();
        }

        private List<Named> names(String... fields) {
            return clause.names().stream()
                    .filter(name -> List.of(fields).contains(name.field()))
                    .toList();
        }

        private Optional<String> last(List<String> said) {
            return said.isEmpty() || (denies && said.size() < 2) ? Optional.empty() : Optional.of(said.getLast());
        }
    }

    /** "Ach nein, doch …": whether it begins with a word that corrects; all that says nothing else is taken. */
    private static boolean takeLeads(Clause clause) {
        boolean leads = false;
        for (Optional<Hit> next = lead(clause); next.isPresent(); next = lead(clause)) {
            leads |= clause.at("correct.lead", next.get().from()).isPresent();
            clause.take(next.get());
            skipMarks(clause);
        }
        return leads;
    }

    private static Optional<Hit> lead(Clause clause) {
        int at = firstFree(clause);
        return clause.at("correct.lead", at).or(() -> clause.at("filler", at));
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
    private List<Command> redone(Call instead) {
        List<Command> commands = new ArrayList<>();
        if (!READS.contains(instead.tool()) && !situation.inVain()) {
            commands.add(new Call("undo", Map.of()));
        }
        commands.add(instead);
        return commands;
    }

    private static String key(Call done) {
        return Call.recordOf(done.tool());
    }
}
