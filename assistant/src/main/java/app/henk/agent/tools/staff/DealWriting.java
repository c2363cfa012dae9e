package app.henk.agent.tools.staff;

import app.henk.agent.tools.ToolResult;
import app.henk.crm.Changed;
import app.henk.crm.Deal;
import app.henk.crm.Deals;
import app.henk.crm.FieldChange;
import app.henk.crm.Pipelines;
import app.henk.crm.Stages;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells what became of a deal that was written. */
@Component
class DealWriting {

    private final Deals deals;
    private final Pipelines pipelines;
    private final DealCards cards;
    private final ChangeCards changes;
    private final StaffWords words;

    DealWriting(Deals deals, Pipelines pipelines, DealCards cards, ChangeCards changes, StaffWords words) {
        this.deals = deals;
        this.pipelines = pipelines;
        this.cards = cards;
        this.changes = changes;
        this.words = words;
    }

    Mono<Stages> stages(Colleague who) {
        return pipelines.stages(who.staff().tenant());
    }

    /** The whole deal, with Undo: for what is new, or stands elsewhere now. */
    Mono<ToolResult> whole(Colleague who, String key, Changed<Deal> changed) {
        return toldWhole(who, key, changed).map(Told::result);
    }

    Mono<Told> toldWhole(Colleague who, String key, Changed<Deal> changed) {
        return Mono.zip(deals.sheet(who.staff(), changed.now().id()), stages(who))
                .map(both -> {
                    String say = say(who, key, changed.now(), both.getT2());
                    return Told.done(say)
                            .record(
                                    Kinds.deal(changed.now().id(), changed.now().title()),
                                    DealCards.with(changed.now()))
                            .with("change_set", changed.changeSet().toString())
                            .with("version", changed.now().version())
                            .card(
                                    "deal",
                                    cards.content(
                                            both.getT1(),
                                            both.getT2(),
                                            who,
                                            Optional.of(ChangeCards.undoId(changed.changeSet()))));
                });
    }

    /** Before and after, with Undo; nothing but a sentence where nothing was different. */
    Mono<ToolResult> difference(Colleague who, String key, Changed<Deal> changed) {
        return told(who, key, changed).map(Told::result);
    }

    Mono<Told> told(Colleague who, String key, Changed<Deal> changed) {
        Deal now = changed.now();
        return stages(who).map(stages -> {
            if (changed.changes().isEmpty()) {
                return Told.of("unchanged", say(who, "deal.unchanged", now, stages))
                        .record(Kinds.deal(now.id(), now.title()), DealCards.with(now));
            }
            return Told.done(say(who, key, changed, stages))
                    .record(Kinds.deal(now.id(), now.title()), DealCards.with(now))
                    .with("change_set", changed.changeSet().toString())
                    .with("version", now.version())
                    .card(
                            "diff",
                            changes.content(
                                    now.title(),
                                    changed.changes(),
                                    names(now),
                                    stages,
                                    now.currency(),
                                    changed.changeSet(),
                                    who.language()));
        });
    }

    /** With what was changed, from what to what. */
    private String say(Colleague who, String key, Changed<Deal> changed, Stages stages) {
        Map<String, Object> values = values(who, changed.now(), stages);
        changes.spoken(
                        changed.changes(),
                        names(changed.now()),
                        stages,
                        changed.now().currency(),
                        who.language())
                .ifPresent(what -> values.put("what", what));
        changed.changes().stream()
                .filter(change -> change.field().equals("stage_key"))
                .findFirst()
                .flatMap(FieldChange::before)
                .flatMap(stages::keyed)
                .ifPresent(stage -> values.put("was", stage.name(who.language())));
        return words.say(key, who.language(), values);
    }

    String say(Colleague who, String key, Deal deal, Stages stages) {
        return words.say(key, who.language(), values(who, deal, stages));
    }

    private Map<String, Object> values(Colleague who, Deal deal, Stages stages) {
        String language = who.language();
        Map<String, Object> values = new HashMap<>();
        values.put("title", deal.title());
        values.put("value", words.value(deal.value(), deal.currency(), language));
        values.put("stage", DealCards.stageName(deal, stages, language));
        values.put("assignee", deal.assigneeName().orElse("–"));
        values.put("company", DealCards.with(deal));
        return values;
    }

    static Map<String, String> names(Deal deal) {
        Map<String, String> names = new LinkedHashMap<>();
        deal.assigneeName().ifPresent(name -> names.put("assignee_id", name));
        deal.contact().ifPresent(name -> names.put("contact_id", name));
        deal.company().ifPresent(name -> names.put("organisation_id", name));
        return names;
    }
}
