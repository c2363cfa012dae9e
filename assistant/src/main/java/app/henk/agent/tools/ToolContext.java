package app.henk.agent.tools;

import app.henk.agent.TurnContext.Speaker;
import app.henk.catalog.CustomerLimits;
import app.henk.crm.LeadCapture;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * In whose name, where and when a tool runs. All of it comes from the server; a model names none of it.
 *
 * @param language of the answer: de, en or fr
 * @param consent the person's own agreement to being stored and contacted
 * @param words what the person has said and typed into forms in this conversation
 * @param form fields of the form that this turn answers
 * @param tainted the turn starts with text from outside in it (see {@link ToolSession})
 * @param limits what the person has set as limits in their own words; read only when it is asked for
 * @param callsOff which appointment the person calls off with this message; read only when it is asked for
 * @param shown what this conversation has shown of the tenant's records
 */
public record ToolContext(
        Principal principal,
        Tenant tenant,
        Speaker speaker,
        UUID conversation,
        UUID run,
        UUID message,
        String language,
        ZonedDateTime now,
        Optional<LeadCapture.Consent> consent,
        OwnWords words,
        Map<String, String> form,
        boolean tainted,
        Mono<CustomerLimits> limits,
        Mono<CalledOff> callsOff,
        Shown shown) {

    /** For whoever has set no limits, calls nothing off and has been shown nothing. */
    public ToolContext(
            Principal principal,
            Tenant tenant,
            Speaker speaker,
            UUID conversation,
            UUID run,
            UUID message,
            String language,
            ZonedDateTime now,
            Optional<LeadCapture.Consent> consent,
            OwnWords words,
            Map<String, String> form,
            boolean tainted) {
        this(
                principal,
                tenant,
                speaker,
                conversation,
                run,
                message,
                language,
                now,
                consent,
                words,
                form,
                tainted,
                Mono.just(CustomerLimits.NONE),
                Mono.just(new CalledOff.Nothing()),
                Shown.nothing());
    }
}
