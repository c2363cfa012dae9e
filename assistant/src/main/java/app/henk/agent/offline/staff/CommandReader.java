package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what a clause wants done. The surer turn of phrase goes before the vaguer one. */
final class CommandReader {

    private final Heard heard;
    private final Clause clause;

    CommandReader(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    /** Empty when it is no command, but perhaps a question to the data. */
    Optional<Command> read() {
        HouseCommands house = new HouseCommands(heard);
        Optional<Command> whole = first(
                () -> ordered(new AppointmentChanges(heard)::read),
                () -> ordered(new Merges(heard)::firstTwo),
                () -> ordered(house::undo),
                house::export,
                house::imports,
                house::column,
                house::day,
                house::diary,
                house::whatIf,
                house::help);
        boolean asks = asks();
        return whole.or(() -> asks ? Optional.empty() : new Clearings(heard).noMore())
                .or(() -> asks ? Optional.empty() : ordered(this::changes))
                .or(this::looks);
    }

    /** Nothing is changed by words that say no, if or perhaps. */
    private Optional<Command> ordered(Supplier<Optional<Command>> reader) {
        return reader.get()
                .map(command -> Provisos.in(clause)
                        .<Command>map(why -> new Command.Withheld(clause.raw(0, clause.size()), why))
                        .orElse(command));
    }

    private Optional<Command> changes() {
        Removals removals = new Removals(heard);
        Assignments assignments = new Assignments(heard);
        Happened happened = new Happened(heard);
        Endings endings = new Endings(heard);
        Moves moves = new Moves(heard);
        return first(
                this::convert,
                new Clearings(heard)::ordered,
                removals::delete,
                removals::split,
                new Merges(heard)::read,
                endings::answer,
                endings::reopen,
                this::discount,
                assignments::read,
                endings::doneWithKind,
                happened::later,
                happened::note,
                this::create,
                endings::close,
                happened::contact,
                happened::wish,
                endings::done,
                this::withStage,
                moves::read,
                this::update,
                moves::stated,
                () -> new Updates(heard).stated(),
                () -> new Updates(heard).bare(),
                this::shifted);
    }

    private Optional<Command> looks() {
        Looks looks = new Looks(heard);
        return first(
                new OtherLists(heard)::read,
                new PipedriveCommands(heard)::read,
                looks::reach,
                looks::explainScore,
                looks::nextActions,
                looks::compare,
                looks::get);
    }

    @SafeVarargs
    private static Optional<Command> first(Supplier<Optional<Command>>... readers) {
        return Stream.of(readers).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private boolean asks() {
        return QuestionSigns.in(clause);
    }

    /** What is to be made; a noun for it must be there. */
    private Optional<Command> create() {
        Optional<Hit> kind = clause.first("created_kind")
                .filter(noun -> heard.found("create") || heard.found("make"))
                .filter(noun -> !isKnown(noun));
        if (kind.isEmpty()) {
            return entry().or(this::unnamed);
        }
        // "lege einen neuen Deal an" says it twice
        boolean said = true;
        while (said) {
            said = heard.take("make") || heard.take("create");
        }
        clause.first("created_kind").ifPresent(clause::take);
        return Optional.of(creations().read(kind.get().meaning()));
    }

    private Creations creations() {
        return new Creations(clause, heard.slots(), heard.spokenOf());
    }

    /** "Add Weber to the deal": there is one already. */
    private boolean isKnown(Hit noun) {
        boolean into = clause.before("target", noun.from() - 1).isPresent();
        boolean named =
                clause.text.contains(":") || heard.mentions().runs().stream().anyMatch(run -> run.from() >= noun.to());
        return clause.at("definite", noun.from() - 1).isPresent() && (into || !named);
    }

    /** "Leg mal Frau Lindenau an": what it shall be is told by what is said of it. */
    private Optional<Command> unnamed() {
        Heard again = heard.anew("make");
        return heard.found("make")
                ? new Creations(again.clause(), again.slots(), again.spokenOf()).unnamed()
                : Optional.empty();
    }

    /** Somebody or a company for the address book. */
    private Optional<Command> entry() {
        return Stream.of("contact", "organisation")
                .filter(kind -> heard.take("create_" + kind))
                .findFirst()
                .map(kind -> creations().read(kind));
    }

    /** "Mach aus dem Lead Weber einen Deal". */
    private Optional<Command> convert() {
        if (!heard.take("convert")) {
            return Optional.empty();
        }
        clause.all("kind").forEach(clause::take);
        Map<String, Object> said = new LinkedHashMap<>();
        heard.slots().day(true).ifPresent(day -> said.put("close", day.toString()));
        heard.slots().amount().ifPresent(value -> said.put("value", value));
        heard.slots().stage().ifPresent(stage -> said.put("stage", stage));
        Optional<String> lead = heard.which();
        lead.ifPresent(name -> said.put("lead", name));
        return lead.isPresent()
                ? Heard.call("create_deal", said)
                : Optional.of(new Command.Missing("create_deal", "which", said));
    }

    private Optional<Command> withStage() {
        return Stream.of("update", "move_stage")
                .filter(heard::found)
                .flatMap(command -> new Updates(heard.anew(command)).withStage().stream())
                .findFirst();
    }

    /** "Gib 10 % Rabatt auf den Deal": the value falls by so much, and nobody is given anything. */
    private Optional<Command> discount() {
        Heard again = heard.anew("discount");
        return heard.found("discount")
                ? new Differences(again.clause()).lowered().flatMap(by -> again.about("update_deal", by))
                : Optional.empty();
    }

    /** "Minus 300" of the deal that was spoken of. */
    private Optional<Command> shifted() {
        Clause rest = clause.fresh();
        return new Differences(rest)
                .alone()
                .filter(by -> new FieldOwners(heard).isOfWhatWasShown("value"))
                .flatMap(by -> {
                    rest.take(0, rest.size());
                    return new Heard(rest, heard.situation(), heard.focus()).about("update_deal", by);
                });
    }

    private Optional<Command> update() {
        return heard.found("update") ? new Updates(heard.anew("update")).read() : Optional.empty();
    }
}
