package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Settles the names in a call about a deal: its contact and its stage. */
@Component
class DealNames {

    sealed interface Settled {

        /**
         * @param stage key of an open one
         * @param newcomer the name of a contact who is to be made with the deal
         */
        record Known(Optional<UUID> contact, Optional<String> stage, Optional<String> newcomer) implements Settled {

            Known with(UUID made) {
                return new Known(Optional.of(made), stage, Optional.empty());
            }
        }

        record Open(ToolResult result) implements Settled {}
    }

    private final Which which;
    private final DealWriting deals;
    private final StaffWords words;

    DealNames(Which which, DealWriting deals, StaffWords words) {
        this.which = which;
        this.deals = deals;
        this.words = words;
    }

    /**
     * A stage where deals end is refused: closing is another tool's, and confirmed.
     *
     * @param making for a deal that is new: then a contact who is not known yet may be made with it
     */
    Mono<Settled> settled(Colleague who, Arguments arguments, boolean making) {
        return deals.stages(who).flatMap(stages -> {
            Optional<String> said = arguments.text("stage");
            Optional<Stage> stage = said.flatMap(stages::named);
            if (said.isPresent() && stage.isEmpty()) {
                return Mono.just(new Settled.Open(noStage(who, said.get(), stages)));
            }
            Optional<Stage> end = stage.filter(one -> !one.isOpen());
            if (end.isPresent()) {
                return Mono.just(new Settled.Open(ends(who, end.get())));
            }
            return arguments
                    .text("contact")
                    .map(name -> which.one(who, "contact", name, Set.of(Entity.CONTACT))
                            .map(meant -> known(name, meant, stage.map(Stage::key), making)))
                    .orElseGet(() ->
                            Mono.just(new Settled.Known(Optional.empty(), stage.map(Stage::key), Optional.empty())));
        });
    }

    private static Settled known(String name, Which.Meant meant, Optional<String> stage, boolean making) {
        return switch (meant) {
            case Which.Meant.These these ->
                new Settled.Known(Optional.of(these.one().id()), stage, Optional.empty());
            case Which.Meant.Open open ->
                making && open.unknown()
                        ? new Settled.Known(Optional.empty(), stage, Optional.of(name))
                        : new Settled.Open(open.result());
        };
    }

    ToolResult ends(Colleague who, Stage stage) {
        return Told.of("closes", words.say("deal.close_instead", who.language()))
                .with("note", "Call close_deal with outcome " + stage.state() + ".")
                .result()
                .refused();
    }

    ToolResult noStage(Colleague who, String said, Stages stages) {
        String all =
                stages.all().stream().map(stage -> stage.name(who.language())).collect(Collectors.joining(", "));
        return Told.of(
                        "none",
                        words.say(
                                "deal.no_stage", who.language(), Map.of("said", Outside.oneLine(said), "stages", all)))
                .with("argument", "stage")
                .result()
                .refused();
    }
}
