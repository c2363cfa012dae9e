package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
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
                house::undo,
                house::export,
                house::imports,
                house::column,
                house::day,
                house::diary,
                house::whatIf,
                house::help);
        boolean asks = asks();
        return whole.or(() -> asks ? Optional.empty() : changes()).or(this::looks);
    }

    private Optional<Command> changes() {
        Removals removals = new Removals(heard);
        Assignments assignments = new Assignments(heard);
        Happened happened = new Happened(heard);
        Endings endings = new Endings(heard);
        Moves moves = new Moves(heard);
        return first(
                this::convert,
                removals::delete,
                removals::split,
                removals::merge,
                endings::answer,
                endings::reopen,
                assignments::read,
                endings::doneWithKind,
                happened::later,
                happened::note,
                this::create,
                endings::close,
                happened::contact,
                happened::wish,
                endings::done,
                moves::read,
                this::update);
    }

    private Optional<Command> looks() {
        Looks looks = new Looks(heard);
        return first(
                looks::promises,
                looks::questions,
                new PipedriveCommands(heard)::read,
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
        Optional<Hit> kind = clause.first("created_kind").filter(noun -> heard.found("create"));
        if (kind.isEmpty()) {
            return entry();
        }
        // "lege einen neuen Deal an" says it twice
        boolean said = heard.take("create");
        while (said) {
            said = heard.take("create");
        }
        clause.first("created_kind").ifPresent(clause::take);
        return Optional.of(new Creations(clause, heard.slots(), heard.focus())
                .read(kind.get().meaning()));
    }

    /** Somebody or a company for the address book. */
    private Optional<Command> entry() {
        return Stream.of("contact", "organisation")
                .filter(kind -> heard.take("create_" + kind))
                .findFirst()
                .map(kind -> new Creations(clause, heard.slots(), heard.focus()).read(kind));
    }

    /** "Mach aus dem Lead Weber einen Deal". */
    private Optional<Command> convert() {
        if (!heard.take("convert")) {
            return Optional.empty();
        }
        clause.all("kind").forEach(clause::take);
        return heard.which()
                .map(lead -> Heard.call("create_deal", Map.of("lead", lead)))
                .orElseGet(() -> Optional.of(new Command.Missing("create_deal", "which")));
    }

    private Optional<Command> update() {
        return heard.found("update") ? new Updates(heard.anew("update")).read() : Optional.empty();
    }
}
