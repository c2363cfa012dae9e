package app.henk.agent.tools.staff;

import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deal;
import app.henk.crm.DealSheet;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Stages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells about one deal, with what happened. */
@Component
class DealReading {

    private final Deals deals;
    private final DealWriting writing;
    private final DealCards cards;
    private final HistoryCards history;
    private final PipedriveCards pipedrive;

    DealReading(Deals deals, DealWriting writing, DealCards cards, HistoryCards history, PipedriveCards pipedrive) {
        this.deals = deals;
        this.writing = writing;
        this.cards = cards;
        this.history = history;
        this.pipedrive = pipedrive;
    }

    Mono<ToolResult> deal(Colleague who, UUID id) {
        return Mono.zip(deals.sheet(who.staff(), id), writing.stages(who))
                .flatMap(both -> pipedrive
                        .on(who, Entity.DEAL, id, cards.content(both.getT1(), both.getT2(), who, Optional.empty()))
                        .map(card -> told(who, both.getT1(), both.getT2(), card)));
    }

    private ToolResult told(Colleague who, DealSheet sheet, Stages stages, Map<String, Object> card) {
        Deal deal = sheet.deal();
        Told told = Told.done(cards.spoken(sheet, stages, who))
                .record(Kinds.deal(deal.id(), deal.title()), DealCards.with(deal))
                .with("deal", facts(sheet, stages, who))
                .with("history", history.facts(sheet.activities()))
                .fromOutside(!deal.notes().isBlank() || history.isFromOutside(sheet.activities()))
                .card("deal", card);
        if (!sheet.activities().isEmpty()) {
            told.card("timeline", history.content(sheet.activities(), who.language()));
        }
        return told.result();
    }

    private Map<String, Object> facts(DealSheet sheet, Stages stages, Colleague who) {
        Deal deal = sheet.deal();
        Map<String, Object> facts = new LinkedHashMap<>();
        deal.value().ifPresent(value -> facts.put("value", value));
        facts.put("currency", deal.currency());
        deal.weighted().ifPresent(worth -> facts.put("weighted", worth));
        facts.put("stage", DealCards.stageName(deal, stages, who.language()));
        facts.put("status", deal.status());
        deal.expectedClose().ifPresent(day -> facts.put("close", day.toString()));
        deal.lastContactAt().ifPresent(at -> facts.put("last_contact", at.toString()));
        deal.assigneeName().ifPresent(name -> facts.put("assignee", name));
        deal.lostReason().ifPresent(reason -> facts.put("lost_reason", reason));
        cards.health(sheet, stages, who.today()).ifPresent(health -> facts.put("health", health.points()));
        if (!deal.notes().isBlank()) {
            facts.put("notes", deal.notes());
        }
        facts.put(
                "tasks",
                sheet.tasks().stream()
                        .limit(5)
                        .map(task -> Map.of(
                                "id", task.id().toString(),
                                "subject", task.subject(),
                                "due", task.due().toString()))
                        .toList());
        return facts;
    }
}
