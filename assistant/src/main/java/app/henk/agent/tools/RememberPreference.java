package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.ConversationDesk;
import app.henk.agent.TurnContext.Speaker;
import app.henk.customers.Wardrobe;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what a person told about the wish, so that nobody has to say it twice. */
@Component
class RememberPreference implements Tool {

    /** What somebody has already is of more than one kind, and no wish. */
    private static final String OWNED = "owned";

    private static final String EVENT_DATE = "event_date";

    // a closed list: consent is kept at the same desk, and no model may write that
    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "remember_preference",
            Effect.OWN,
            choice(
                            "about",
                            "occasion",
                            EVENT_DATE,
                            "season",
                            "style",
                            "colour",
                            "colour.not",
                            "pattern",
                            "pattern.not",
                            "fabric",
                            "budget",
                            "fit",
                            "size",
                            "use",
                            OWNED,
                            "other")
                    .mandatory(),
            text("value", 300).mandatory());

    private final ConversationDesk desk;
    private final Wardrobe wardrobe;

    RememberPreference(ConversationDesk desk, Wardrobe wardrobe) {
        this.desk = desk;
        this.wardrobe = wardrobe;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        String about = arguments.text("about").orElseThrow();
        String value = arguments.text("value").orElseThrow();
        if (about.equals(EVENT_DATE) && isOver(value, context)) {
            return Mono.just(ToolResult.refused(
                    "day_is_over", "Nobody needs anything by " + value + ": ask for which day it is meant."));
        }
        return keep(context, about, value).then(Mono.fromSupplier(() -> ToolResult.done(Map.of("status", "kept"))));
    }

    /** Days may be told in words as well; only one that is certain can be over. */
    private static boolean isOver(String value, ToolContext context) {
        try {
            return LocalDate.parse(value.strip()).isBefore(context.now().toLocalDate());
        } catch (DateTimeParseException inWords) {
            return false;
        }
    }

    private Mono<Void> keep(ToolContext context, String about, String value) {
        boolean owned = about.equals(OWNED) && context.speaker() != Speaker.STAFF;
        return owned
                ? wardrobe.add(context.principal(), context.conversation(), context.message(), value)
                : desk.remember(context.principal(), context.conversation(), context.message(), about, value);
    }
}
