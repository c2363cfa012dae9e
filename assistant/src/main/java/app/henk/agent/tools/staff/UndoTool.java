package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.ChangeSetView;
import app.henk.crm.ChangeSets;
import app.henk.crm.Undone;
import app.henk.platform.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes back the last change of this conversation, or the one that a card names. */
@Component
class UndoTool extends StaffTool {

    private static final int ID_LENGTH = 36;

    private final ChangeSets changeSets;

    UndoTool(ChangeSets changeSets, StaffWords words) {
        super(ToolDefinition.forStaff("undo", Effect.REVERSIBLE, text("what", 60)), words);
        this.changeSets = changeSets;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        String what = arguments.text("what").orElse("last");
        if (what.length() != ID_LENGTH && who.context().shown().lastWentOut()) {
            return Mono.just(Told.of("kept", words.say("undo.outward", who.language()))
                    .result()
                    .refused());
        }
        return wanted(who, what)
                .flatMap(id -> changeSets
                        .undo(
                                who.staff(),
                                id,
                                Optional.of(who.language()),
                                // the same change-set is undone once, however often it is asked for
                                who.door(name(), arguments.with("what", id.toString())))
                        .map(undone -> told(who, undone)))
                .switchIfEmpty(Mono.fromSupplier(() -> Told.of("nothing", words.say("undo.nothing", who.language()))
                        .result()));
    }

    private Mono<UUID> wanted(Colleague who, String what) {
        if (what.length() == ID_LENGTH) {
            try {
                return changeSets.find(who.staff(), UUID.fromString(what)).map(ChangeSetView::id);
            } catch (IllegalArgumentException noId) {
                return Mono.error(Problem.notFound("change-set"));
            }
        }
        return changeSets.last(who.staff(), who.context().conversation()).map(ChangeSetView::id);
    }

    private ToolResult told(Colleague who, Undone undone) {
        String language = who.language();
        if (undone.restored().isEmpty()) {
            return Told.of("kept", words.say("undo.kept", language, Map.of("kept", listed(undone.kept()))))
                    .with("kept", undone.kept())
                    .result();
        }
        String restored = listed(undone.restored());
        String say = undone.kept().isEmpty()
                ? words.say("undo.done", language, Map.of("restored", restored))
                : words.say("undo.partly", language, Map.of("restored", restored, "kept", listed(undone.kept())));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("undo.title", language));
        content.put("fallback", say);
        content.put("text", String.join("\n", undone.restored()));
        content.put("changes", List.of());
        content.put(
                "actions",
                List.of(Map.of(
                        "id", ChangeCards.undoId(undone.changeSet()), "label", words.say("button.redo", language))));
        return Told.done(say)
                .with("restored", undone.restored())
                .with("kept", undone.kept())
                .with("change_set", undone.changeSet().toString())
                .card("diff", content)
                .result();
    }

    private static String listed(List<String> sentences) {
        return String.join("; ", sentences) + ".";
    }
}
