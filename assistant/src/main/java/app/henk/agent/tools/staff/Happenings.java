package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Shown.Item;
import app.henk.crm.Activities;
import app.henk.crm.Entity;
import app.henk.crm.NewActivity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps a call, a mail, a meeting or a note. */
@Component
class Happenings {

    private static final int LONGEST_SUBJECT = 300;

    private final Activities activities;
    private final ChangeCards cards;
    private final StaffWords words;

    Happenings(Activities activities, ChangeCards cards, StaffWords words) {
        this.activities = activities;
        this.cards = cards;
        this.words = words;
    }

    Mono<Told> log(Colleague who, Arguments arguments, Item about) {
        String type = arguments.text("type").orElseThrow();
        String text = arguments.text("text").orElse("");
        String subject = arguments
                .text("subject")
                .orElseGet(() -> text.isBlank() ? words.word("option", type, who.language()) : firstLine(text));
        NewActivity activity = new NewActivity(
                NewActivity.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                subject,
                text,
                of(about, Entity.CONTACT),
                of(about, Entity.LEAD),
                of(about, Entity.DEAL),
                Optional.empty());
        return activities
                .log(who.staff(), activity, who.door("log_activity", arguments))
                .map(logged -> told(who, about, type, subject, text, logged.changeSet()));
    }

    private Told told(Colleague who, Item about, String type, String subject, String text, UUID changeSet) {
        String language = who.language();
        String kind = words.word("option", type, language);
        String say = words.say("activity.logged", language, Map.of("type", kind, "about", about.label()));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", kind + (about.label().isBlank() ? "" : " · " + about.label()));
        content.put("fallback", say);
        content.put("text", subject.equals(text) || text.isBlank() ? subject : subject + "\n" + text);
        content.put("changes", List.of());
        content.put("actions", List.of(cards.undo(changeSet, language)));
        return Told.done(say)
                .record(about)
                .with("change_set", changeSet.toString())
                .card("diff", content);
    }

    private static Optional<UUID> of(Item about, Entity kind) {
        return Kinds.entity(about.kind()).filter(kind::equals).map(same -> about.id());
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }
}
