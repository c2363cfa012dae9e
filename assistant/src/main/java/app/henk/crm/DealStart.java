package app.henk.crm;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a deal begins: open, in a stage of its own or the first one, with whom its lead knows. */
@Component
class DealStart {

    private final DealFields fields;
    private final Clock clock;

    DealStart(DealFields fields, Clock clock) {
        this.fields = fields;
        this.clock = clock;
    }

    /** The id of the deal. Fails with a problem that names each field that cannot be right. */
    Mono<UUID> made(Writing writing, TenantStages known, NewDeal deal) {
        if (deal.fields().status().filter(status -> !status.equals("open")).isPresent()) {
            return Mono.error(
                    FieldErrors.of(new FieldError("status", "of a new deal is open: close it when it is there")
                            .breaking("open_stage")));
        }
        Stage stage = deal.stage().or(deal.fields()::stage).map(known::named).orElseGet(known.stages()::first);
        if (!stage.isOpen()) {
            return Mono.error(
                    FieldErrors.of(new FieldError("stage", "must be an open one: close the deal when it is there")
                            .breaking("open_stage")));
        }
        Map<String, Optional<?>> said = deal.fields().fields();
        said.putIfAbsent("title", Optional.empty());
        deal.lead().ifPresent(lead -> said.put("lead_id", deal.lead()));
        return fields.checked(writing, said).flatMap(checked -> {
            Map<String, Object> row =
                    DealFields.start(known.tenant(), stage, clock.instant().truncatedTo(ChronoUnit.MICROS));
            row.putAll(checked);
            deal.origin().ifPresent(origin -> row.put("origin", origin));
            return fromLead(writing, deal, row)
                    .then(Mono.defer(() -> writing.create(Entity.DEAL, row)))
                    .map(Stored::id);
        });
    }

    /** Whose deal it is, its lead knows. */
    private static Mono<Void> fromLead(Writing writing, NewDeal deal, Map<String, Object> row) {
        return Mono.justOrEmpty(deal.lead())
                .flatMap(id -> writing.lockAny(Entity.LEAD, id))
                .doOnNext(lead -> {
                    for (String column : List.of("contact_id", "organisation_id", "conversation_id")) {
                        row.putIfAbsent(column, lead.reference(column));
                    }
                })
                .then();
    }
}
