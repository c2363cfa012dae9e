package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Changed;
import app.henk.crm.Entity;
import app.henk.crm.FieldChange;
import app.henk.crm.NewTask;
import app.henk.crm.Task;
import app.henk.crm.TaskChange;
import app.henk.crm.Tasks;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is to be done by a day. */
@Component
class NextSteps {

    private final Tasks tasks;
    private final ChangeCards cards;
    private final StaffWords words;

    NextSteps(Tasks tasks, ChangeCards cards, StaffWords words) {
        this.tasks = tasks;
        this.cards = cards;
        this.words = words;
    }

    Mono<Told> add(Colleague who, Arguments arguments, Item about) {
        Optional<LocalDate> due = arguments.date("due");
        if (due.isEmpty()) {
            return Mono.just(Told.of("incomplete", words.say("task.due_missing", who.language()))
                    .with("missing", List.of("due"))
                    .record(about));
        }
        // "remind me on Tuesday" says what to do by what it is about
        String subject = arguments
                .text("subject")
                .or(() -> arguments.text("text"))
                .orElseGet(() -> words.say("task.follow_up", who.language(), Map.of("about", about.label())));
        NewTask task = new NewTask(
                capitalised(subject),
                due.get(),
                Optional.empty(),
                of(about, Entity.CONTACT),
                of(about, Entity.LEAD),
                of(about, Entity.DEAL));
        return tasks.add(who.staff(), task, who.door("log_activity", arguments))
                .map(added -> told(who, "task.added", added, Optional.of(about)));
    }

    Mono<ToolResult> change(Colleague who, Arguments arguments, UUID id) {
        Optional<Shift> later = Shift.in(arguments, "due_by");
        return later.isPresent()
                ? tasks.find(who.staff(), id)
                        .flatMap(task -> change(
                                who,
                                arguments,
                                task.id(),
                                Optional.of(later.get().from(task.due())),
                                OptionalInt.of(task.version())))
                : change(who, arguments, id, arguments.date("due"), OptionalInt.empty());
    }

    private Mono<ToolResult> change(
            Colleague who, Arguments arguments, UUID id, Optional<LocalDate> due, OptionalInt ifVersion) {
        TaskChange change = new TaskChange(
                arguments.text("subject"),
                due,
                Optional.empty(),
                arguments.has("done") ? Optional.of(arguments.flag("done")) : Optional.empty());
        return tasks.change(who.staff(), id, change, ifVersion, who.door("update_record", arguments))
                .map(changed -> told(
                                who, arguments.flag("done") ? "task.done" : "task.changed", changed, Optional.empty())
                        .result());
    }

    private Told told(Colleague who, String key, Changed<Task> changed, Optional<Item> about) {
        Task task = changed.now();
        String language = who.language();
        Map<String, Object> values =
                new HashMap<>(Map.of("subject", task.subject(), "day", words.day(task.due(), language)));
        before(changed, "due").ifPresent(day -> values.put("before", words.day(LocalDate.parse(day), language)));
        before(changed, "subject").ifPresent(subject -> values.put("called", subject));
        String say = words.say(key, language, values);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", task.subject());
        content.put("fallback", say);
        content.put(
                "text", about.map(Item::label).filter(label -> !label.isBlank()).orElse(""));
        content.put(
                "changes",
                List.of(Map.of(
                        "label", words.word("argument", "due", language),
                        "after", task.due().toString(),
                        "type", "date")));
        content.put("actions", List.of(cards.undo(changed.changeSet(), language)));
        Told told = Told.done(say)
                .with("change_set", changed.changeSet().toString())
                .with("task", task.id().toString())
                .with("due", task.due().toString());
        // the deal stays what is spoken of; its task is found in its sheet
        return about.map(told::record)
                .orElseGet(() -> told.record(Kinds.item(Entity.TASK, task.id(), task.subject())))
                .card("diff", content);
    }

    private static String capitalised(String subject) {
        int first = subject.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + subject.substring(Character.charCount(first));
    }

    private static Optional<String> before(Changed<Task> changed, String field) {
        return changed.changes().stream()
                .filter(change -> change.field().equals(field))
                .findFirst()
                .flatMap(FieldChange::before);
    }

    private static Optional<UUID> of(Item about, Entity kind) {
        return Kinds.entity(about.kind()).filter(kind::equals).map(same -> about.id());
    }
}
