package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.PromiseCards;
import app.henk.agent.tools.Shown;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.platform.Problem;
import app.henk.promises.GivenPromises;
import app.henk.promises.NewPromise;
import app.henk.promises.Promise;
import app.henk.promises.PromiseKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the house has promised to its customers. */
@Component
class GivenWord {

    private static final int MOST = 20;

    private final GivenPromises promises;
    private final PromiseCards cards;
    private final StaffWords words;

    GivenWord(GivenPromises promises, PromiseCards cards, StaffWords words) {
        this.promises = promises;
        this.cards = cards;
        this.words = words;
    }

    Mono<Told> note(Colleague who, Arguments arguments, Item about) {
        Optional<LocalDate> due = arguments.date("due");
        if (due.isEmpty()) {
            return Mono.just(Told.of("incomplete", words.say("task.due_missing", who.language()))
                    .with("missing", List.of("due"))
                    .record(about));
        }
        String subject = arguments.text("subject").orElse("");
        PromiseKind kind = PromiseKind.of(subject).orElse(PromiseKind.OTHER);
        String what = kind == PromiseKind.OTHER && !subject.isBlank()
                ? subject
                : arguments.text("text").orElse("");
        // a message that is answered anew, by a retry or another model, notes nothing twice
        Optional<String> request = who.door("log_activity", arguments).request();
        return promises.give(
                        who.staff(),
                        new NewPromise(kind, what, due.get(), about.id().toString(), request),
                        "chat")
                .map(promise -> told(who, "promise.noted", promise)
                        .record(about)
                        .card(cards.all(List.of(promise), who.language())));
    }

    Mono<ToolResult> open(Colleague who) {
        return promises.open(who.staff(), Optional.empty(), MOST).map(page -> {
            List<Promise> open = page.promises();
            if (open.isEmpty()) {
                return Told.of("nothing", words.say("promise.none", who.language()))
                        .result();
            }
            Told told = Told.done(words.say("promise.list", who.language(), Map.of("count", open.size())))
                    .with(
                            "promises",
                            open.stream()
                                    .map(promise -> cards.facts(promise, who.language()))
                                    .toList())
                    .with("more", page.next().isPresent())
                    .fromOutside(true);
            open.forEach(promise -> told.record(item(promise, who.language()), promise.name()));
            return told.card(cards.all(open, who.language())).result();
        });
    }

    /** The open one that is meant: by its id, or by the name of whom it was made to. */
    Mono<Promise> find(Colleague who, String said) {
        String wanted = said.strip();
        return promises.open(who.staff(), Optional.empty(), 100)
                .flatMapIterable(GivenPromises.Page::promises)
                .filter(promise -> promise.id().toString().equals(wanted)
                        || promise.name().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)))
                .next()
                .switchIfEmpty(Mono.error(() -> Problem.notFound("promise")));
    }

    Mono<ToolResult> close(Colleague who, Promise promise, boolean kept, String note) {
        return promises.close(who.staff(), promise.id(), promise.version(), kept, note, "chat")
                .map(closed -> told(who, kept ? "promise.kept" : "promise.withdrawn", closed)
                        .with("state", closed.state())
                        .with(Shown.OUTWARD, true)
                        .result());
    }

    Item item(Promise promise, String language) {
        return new Item(
                0,
                Kinds.PROMISE,
                promise.id(),
                String.valueOf(cards.facts(promise, language).get("what")));
    }

    private Told told(Colleague who, String key, Promise promise) {
        Map<String, Object> facts = cards.facts(promise, who.language());
        return Told.done(words.say(key, who.language(), Map.of("what", facts.get("what"), "day", facts.get("day"))))
                .with("promise", promise.id().toString())
                .with("version", promise.version());
    }
}
