package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import app.henk.agent.offline.staff.QuestionReader.Asked;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the clauses of one message, each in the light of those before it. */
final class Hearing {

    private static final int MOST_COMMANDS = 8;
    private static final int SHORT = 3;

    private final String text;
    private final Tongue tongue;
    private Situation situation;
    private Optional<String> focus = Optional.empty();
    private Optional<Command> last = Optional.empty();
    /** The clause before the one that is being read. */
    private Optional<Clause> before = Optional.empty();

    Hearing(String text, Tongue tongue, Situation situation) {
        this.text = text;
        this.tongue = tongue;
        this.situation = situation;
    }

    List<Command> commands(List<Token> tokens) {
        Optional<Command> story = new Stories(text, tongue).of(tokens);
        if (story.isPresent()) {
            return List.of(story.get());
        }
        Optional<List<Command>> corrected = new Corrections(text, tongue, situation).of(tokens);
        if (corrected.isPresent()) {
            return corrected.get();
        }
        Optional<List<Command>> foremost = new Foremost(
                        text, tokens, tongue, !situation.list().isEmpty())
                .of(named -> new Hearing(text, tongue, situation).commands(named));
        if (foremost.isPresent()) {
            return foremost.get();
        }
        List<Command> commands = new ArrayList<>();
        for (Clause clause : withoutHail(new Clauses(text, tongue).of(tokens))) {
            if (commands.size() < MOST_COMMANDS) {
                Optional<Command> more = last.flatMap(order -> Additions.to(order, clause));
                List<Command> next = more.map(List::of).orElseGet(() -> of(clause));
                if (hangsOnUnclear(clause, next)) {
                    continue;
                }
                if (more.isPresent() || saysAgain(clause, next)) {
                    commands.removeLast();
                }
                shareTime(commands, clause, next);
                last = next.isEmpty() ? last : Optional.of(next.getLast());
                before = Optional.of(clause);
                commands.addAll(next);
            }
        }
        boolean more = commands.stream().anyMatch(command -> !(command instanceof Command.Courtesy));
        return Joined.of(commands.stream()
                .filter(command -> !more || !(command instanceof Command.Courtesy))
                .filter(command -> !(command instanceof Command.Missing missing) || !isSaid(missing, commands))
                .toList());
    }

    /** "Morgen! Was lief …": in front of something else it is no day. */
    private List<Clause> withoutHail(List<Clause> clauses) {
        Optional<Lexicon.Hit> hail =
                clauses.isEmpty() ? Optional.empty() : clauses.getFirst().at("hail", 0);
        if (hail.isEmpty()) {
            return clauses;
        }
        Clause first = clauses.getFirst();
        int end = hail.get().to();
        if (clauses.size() > 1 && first.onlySmall(end, first.size())) {
            return clauses.subList(1, clauses.size());
        }
        if (first.isMark(end, ",") && end + 1 < first.size()) {
            List<Clause> greeted = new ArrayList<>(clauses);
            greeted.set(0, new Clause(text, List.copyOf(first.tokens.subList(end + 1, first.size())), tongue));
            return greeted;
        }
        return clauses;
    }

    /**
     * "War der August besser? Also vom Umsatz her.", "wie oft im Mai? Bitte je Produkt": the second says what was
     * asked by the first.
     */
    private boolean saysAgain(Clause clause, List<Command> next) {
        return last.filter(Command.Ask.class::isInstance).isPresent()
                && next.size() == 1
                && next.getFirst() instanceof Command.Ask ask
                && ask.followsUp()
                && (clause.isAnyway("that_is", 0)
                        || (!clause.isQuestionMarked() && asksPlainly(clause))
                        || saysOnlyHowMany(clause)
                        || saysHowManyOfAny(clause));
    }

    /** "Haben wir was nach China verkauft? Wie viele Deals waren das?": whether there were any is said by how many. */
    private boolean saysHowManyOfAny(Clause clause) {
        return !clause.everywhere("were_those").isEmpty()
                && before.stream()
                        .flatMap(asked -> asked.everywhere("anything").stream())
                        .anyMatch(any -> any.from() > 0);
    }

    /** "Was läuft bei Siemens, wie viele offene Deals?": what was not understood is what the rest is about. */
    private boolean hangsOnUnclear(Clause clause, List<Command> next) {
        int start = clause.tokens.getFirst().start();
        return last.filter(Command.Unclear.class::isInstance).isPresent()
                && text.substring(0, start).stripTrailing().endsWith(",")
                && next.stream().allMatch(Command.Ask.class::isInstance);
    }

    private void shareTime(List<Command> commands, Clause clause, List<Command> next) {
        boolean oneSentence = before.filter(asked -> !asked.isQuestionMarked()).isPresent();
        if (oneSentence && !commands.isEmpty() && next.size() == 1) {
            SharedTime.given(commands.getLast(), clause, next.getFirst())
                    .ifPresent(timed -> commands.set(commands.size() - 1, timed));
        }
    }

    /** "Deals won in October, how many?" */
    private boolean saysOnlyHowMany(Clause clause) {
        int start = clause.tokens.getFirst().start();
        boolean goesOn = text.substring(0, start).stripTrailing().endsWith(",");
        return goesOn
                && clause.anyway("measure", 0)
                        .filter(hit -> hit.meaning().equals("count"))
                        .filter(hit -> clause.onlySmall(hit.to(), clause.size()))
                        .isPresent();
    }

    /** "Bitte je Produkt", "median please", "je Verkäufer". */
    private static boolean asksPlainly(Clause clause) {
        return clause.isAnyway("please", 0)
                || (clause.size() <= SHORT
                        && (clause.isAnyway("by", 0)
                                || !clause.everywhere("please").isEmpty()));
    }

    /** "… sind dieselbe, führ sie zusammen" says one thing twice, and only once with everything that it takes. */
    private static boolean isSaid(Command.Missing missing, List<Command> commands) {
        return !missing.tool().equals("log_activity")
                && commands.stream()
                        .anyMatch(command -> command instanceof Command.Call call
                                && call.tool().equals(missing.tool()));
    }

    private List<Command> of(Clause clause) {
        Optional<Command> plain = Plain.of(clause);
        if (plain.isPresent()) {
            return List.of(plain.get());
        }
        Optional<Command> command = new CommandReader(new Heard(clause.fresh(), situation, focus)).read();
        if (command.filter(Command.Withheld.class::isInstance).isPresent()) {
            // "did we lose Cancity?" may be a question to the data
            Command question = asked(clause);
            return List.of(question instanceof Command.Ask ? question : command.get());
        }
        if (command.filter(Command.Missing.class::isInstance).isPresent()
                && situation.query().isPresent()) {
            // "make it October" behind a question, where no record was spoken of
            Situation standing = situation;
            if (asked(clause) instanceof Command.Ask ask && ask.followsUp()) {
                return List.of(ask);
            }
            situation = standing;
        }
        if (command.isPresent()) {
            spokenOf(command.get());
            return withQuestion(clause, command.get());
        }
        Situation standing = situation;
        Command asked = asked(clause);
        if (isBare(asked) && ShownRecord.isAsked(clause.fresh(), standing)) {
            situation = standing;
            asked = new Command.Call("get", Map.of("which", Heard.LAST));
        }
        if (asked instanceof Command.Unclear) {
            asked = new Happened(new Heard(clause.fresh(), situation, focus))
                    .undated()
                    .orElse(asked);
        }
        spokenOf(asked);
        return List.of(asked);
    }

    /** What nobody understood, or asks of all that there is. */
    private static boolean isBare(Command asked) {
        return asked instanceof Command.Unclear
                || asked instanceof Command.Refused
                || asked instanceof Command.Ask ask
                        && !ask.followsUp()
                        && ask.whole().where().equals(Filter.EVERYTHING);
    }

    /** What a command is about is what the next clause may go on about. */
    private void spokenOf(Command command) {
        if (command instanceof Command.Call call) {
            call.about().ifPresent(about -> focus = Optional.of(about));
        }
    }

    /** "Exportier alle offenen Deals als Excel" asks first. */
    private List<Command> withQuestion(Clause clause, Command command) {
        boolean exports = command instanceof Command.Call call && call.tool().equals("export");
        if (!exports || !clause.has("entity")) {
            return List.of(command);
        }
        Clause question = clause.fresh();
        CommandPatterns.take("export", question);
        question.all("format").forEach(question::take);
        Command asked = asked(question);
        return asked instanceof Command.Ask ? List.of(asked, command) : List.of(asked);
    }

    /** Whether the clause before this one asked something. */
    private boolean asked() {
        return last.filter(Command.Ask.class::isInstance).isPresent();
    }

    private Command asked(Clause clause) {
        Optional<Command> record = RecordQuestions.of(clause, situation);
        if (record.isPresent()) {
            return record.get();
        }
        Asked asked = new QuestionReader(clause, situation.query(), asked()).read();
        if (!asked.unknown().isEmpty() || asked.isNothing()) {
            return new Command.Unclear(clause.raw(0, clause.size()), asked.unknown());
        }
        return switch (asked.whole()) {
            case Reading.Understood(Query query) -> {
                situation = situation.asking(query);
                yield new Command.Ask(query, asked.followsUp(), asked.show());
            }
            case Reading.Refused refused -> new Command.Refused(refused.refusal());
        };
    }
}
