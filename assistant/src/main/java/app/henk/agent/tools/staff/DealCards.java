package app.henk.agent.tools.staff;

import app.henk.agent.tools.CardButtons;
import app.henk.crm.DayWords;
import app.henk.crm.Deal;
import app.henk.crm.DealSheet;
import app.henk.crm.Health;
import app.henk.crm.HealthFacts;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.crm.Task;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A deal as a card: what it is worth, where it stands, how it does, what comes next, what can be done with it. */
@Component
class DealCards {

    private static final int USUAL_DAYS = 14;

    private final StaffWords words;
    private final DayWords reasons;
    private final Clock clock;

    DealCards(StaffWords words, DayWords reasons, Clock clock) {
        this.words = words;
        this.reasons = reasons;
        this.clock = clock;
    }

    /** @param undo what takes the last change back, when there was one */
    Map<String, Object> content(DealSheet sheet, Stages stages, Colleague who, Optional<String> undo) {
        Deal deal = sheet.deal();
        String language = who.language();
        Optional<Health> health = health(sheet, stages, who.today());
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", deal.title());
        content.put("fallback", spoken(sheet, stages, who));
        content.put("id", deal.id().toString());
        content.put("subtitle", with(deal));
        content.put("currency", deal.currency());
        deal.value().ifPresent(value -> content.put("value", value));
        deal.weighted().filter(worth -> deal.isOpen()).ifPresent(worth -> content.put("weighted", worth));
        content.put("stage", stageName(deal, stages, language));
        content.put("stages", track(deal, stages, language));
        if (!deal.isOpen()) {
            content.put("outcome", deal.status());
        }
        deal.expectedClose().ifPresent(day -> {
            content.put("close", day.toString());
            content.put("overdue", deal.isOpen() && day.isBefore(who.today()));
        });
        health.ifPresent(now -> content.put("health", drawn(now, language)));
        if (deal.isOpen()) {
            next(sheet, who.today()).ifPresent(step -> content.put("next", step));
        }
        content.put("fields", facts(deal, who));
        content.put("actions", actions(deal, language, undo));
        return content;
    }

    /** The same in words, for whoever sees no card. */
    String spoken(DealSheet sheet, Stages stages, Colleague who) {
        Deal deal = sheet.deal();
        String language = who.language();
        return Stream.of(
                        Optional.of(deal.title()),
                        Optional.of(with(deal)).filter(text -> !text.isEmpty()),
                        Optional.of(words.value(deal.value(), deal.currency(), language)),
                        Optional.of(stageName(deal, stages, language)),
                        deal.expectedClose()
                                .filter(day -> deal.isOpen())
                                .map(day -> words.say(
                                        day.isBefore(who.today()) ? "deal.overdue" : "deal.close",
                                        language,
                                        Map.of("day", words.day(day, language)))),
                        health(sheet, stages, who.today()).map(now -> said(now, language)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", ", "", "."));
    }

    Optional<Health> health(DealSheet sheet, Stages stages, LocalDate today) {
        Deal deal = sheet.deal();
        return Optional.of(deal)
                .filter(Deal::isOpen)
                .map(open -> Health.of(
                        new HealthFacts(
                                deal.stageSince(),
                                stages.keyed(deal.stage()).map(Stage::usualDays).orElse(USUAL_DAYS),
                                deal.lastContactAt().orElse(deal.createdAt()),
                                deal.expectedClose(),
                                !sheet.tasks().isEmpty()),
                        clock.instant(),
                        today));
    }

    String said(Health health, String language) {
        return words.say(
                "deal.health",
                language,
                Map.of(
                        "points",
                        health.points(),
                        "light",
                        words.say("light." + health.light().key(), language)));
    }

    private Map<String, Object> drawn(Health health, String language) {
        return Map.of(
                "score",
                health.points(),
                "light",
                health.light().key(),
                "reasons",
                health.reasons().stream()
                        .map(reason -> Map.of("label", reasons.why(reason, language), "points", -reason.points()))
                        .toList());
    }

    static String with(Deal deal) {
        return Stream.of(deal.company(), deal.contact())
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    static String stageName(Deal deal, Stages stages, String language) {
        return stages.keyed(deal.stage()).map(stage -> stage.name(language)).orElse(deal.stage());
    }

    /** All open stages and the end that was or may be reached. */
    private static List<Map<String, Object>> track(Deal deal, Stages stages, String language) {
        String end = deal.status().equals("lost") ? "lost" : "won";
        List<Stage> way = stages.of(deal.pipeline()).all().stream()
                .filter(stage -> stage.isOpen() || stage.state().equals(end))
                .toList();
        int here = way.stream().map(Stage::key).toList().indexOf(deal.stage());
        List<Map<String, Object>> track = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            track.add(Map.of(
                    "key",
                    way.get(i).key(),
                    "label",
                    way.get(i).name(language),
                    "state",
                    i < here ? "done" : i == here ? "here" : "ahead"));
        }
        return track;
    }

    private static Optional<Map<String, Object>> next(DealSheet sheet, LocalDate today) {
        return sheet.tasks().stream()
                .findFirst()
                .map((Task task) -> Map.of(
                        "label",
                        task.subject(),
                        "due",
                        task.due().toString(),
                        "late",
                        task.due().isBefore(today)));
    }

    private List<Map<String, Object>> facts(Deal deal, Colleague who) {
        List<Map<String, Object>> facts = new ArrayList<>();
        fact(facts, "assignee", deal.assigneeName(), who.language());
        fact(facts, "sector", deal.sector(), who.language());
        fact(facts, "product", deal.product(), who.language());
        fact(facts, "lost_reason", deal.lostReason(), who.language());
        fact(facts, "notes", Optional.of(deal.notes()).filter(notes -> !notes.isBlank()), who.language());
        return facts;
    }

    private void fact(List<Map<String, Object>> facts, String name, Optional<String> value, String language) {
        value.ifPresent(known -> facts.add(Map.of("label", words.word("argument", name, language), "value", known)));
    }

    private List<Map<String, Object>> actions(Deal deal, String language, Optional<String> undo) {
        List<Map<String, Object>> actions = new ArrayList<>();
        undo.ifPresent(id -> actions.add(Map.of("id", id, "label", words.say("button.undo", language))));
        if (deal.isOpen()) {
            actions.add(button("steps", deal, language));
            actions.add(button("won", deal, language));
            actions.add(button("lost", deal, language));
        } else {
            actions.add(button("reopen", deal, language));
        }
        return actions;
    }

    private Map<String, Object> button(String name, Deal deal, String language) {
        return Map.of(
                "id", CardButtons.id(name, deal.id()), "label", words.say("button." + name, language), "again", true);
    }
}
