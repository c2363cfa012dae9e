package app.henk.chat;

import app.henk.agent.ConversationDesk.Cause;
import app.henk.agent.HandoffRequests;
import app.henk.agent.HandoffRequests.Called;
import app.henk.agent.HandoffRequests.Request;
import app.henk.crm.LeadCapture;
import app.henk.groups.Wishes;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.ClientAddress;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asks for a person of the house in a conversation, as saying so there does; for visitors and customers. */
@Tag(name = "Conversations")
@RestController
class HandoffRequestController {

    private final Callers callers;
    private final Chat chat;
    private final HandoffRequests requests;
    private final Wishes wishes;
    private final History history;
    private final Limits limits;
    private final ClientAddress addresses;
    private final Wording wording;
    private final Clock clock;

    HandoffRequestController(
            Callers callers,
            Chat chat,
            HandoffRequests requests,
            Wishes wishes,
            History history,
            Limits limits,
            ClientAddress addresses,
            Wording wording,
            Clock clock) {
        this.callers = callers;
        this.chat = chat;
        this.requests = requests;
        this.wishes = wishes;
        this.history = history;
        this.limits = limits;
        this.addresses = addresses;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * @param reason for whoever takes it
     * @param name where to write to, with {@code email} or {@code phone}, when nobody is in the house
     * @param consent the person's tick under the sentence of {@code agent.consent.text}; needed for the three above
     */
    record Wanted(
            @Nullable @Size(max = 300) String reason,
            @Nullable @Size(max = 120) String name,
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 40) String phone,
            @Nullable Boolean consent) {

        boolean hasContact() {
            return name != null || email != null || phone != null || consent != null;
        }
    }

    /**
     * @param handoff who speaks in the conversation now
     * @param promise when somebody will write, in the reader's language; left out while the house is open
     * @param contact whether it is known where to write to
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Waiting(
            Map<String, Object> handoff,
            boolean open,
            String hours,
            Optional<String> promise,
            String phone,
            String email,
            boolean contact) {}

    @Operation(summary = "Asks for a person in this conversation; outside opening hours with where to write to")
    @PostMapping("/api/chat/{session}/handoff")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Waiting> ask(
            @PathVariable String session,
            @Valid @RequestBody(required = false) @Nullable Wanted said,
            ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(session);
        Wanted wanted = said == null ? new Wanted(null, null, null, null, null) : said;
        return limits.check(Limit.API_ADDRESS, addresses.of(exchange.getRequest()))
                .then(limits.check(Limit.CHAT_CONVERSATION, key.conversation().toString()))
                .then(callers.of(exchange))
                .flatMap(caller -> chat.seen(caller, key).flatMap(who -> {
                    if (who instanceof Principal.Staff) {
                        throw Problem.forbidden("Whoever works here takes a conversation and asks for nobody.");
                    }
                    String language =
                            caller.tenant().languageFor(exchange.getRequest().getHeaders());
                    return contact(who, key, wanted, language)
                            .flatMap(
                                    known -> requests.call(who, caller.tenant(), request(caller, key, wanted, language))
                                            .flatMap(called -> waiting(who, key, caller.tenant(), called, known)));
                }));
    }

    private Request request(Caller caller, SessionKey key, Wanted wanted, String language) {
        String reason = Optional.ofNullable(wanted.reason())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> wording.say("handoff.ask", caller.tenant().language()));
        return new Request(
                key.conversation(),
                Cause.ASKED,
                reason,
                language,
                ZonedDateTime.now(clock).withZoneSameInstant(caller.tenant().zone()));
    }

    /** Kept before anybody is called, so that a request with a wrong address has no effect. */
    private Mono<Boolean> contact(Principal who, SessionKey key, Wanted wanted, String language) {
        if (!wanted.hasContact()) {
            return Mono.just(false);
        }
        Optional<Principal.Customer> account =
                who instanceof Principal.Customer customer ? Optional.of(customer) : Optional.empty();
        Optional<LeadCapture.Consent> consent = Boolean.TRUE.equals(wanted.consent())
                ? Optional.of(new LeadCapture.Consent(wording.say("agent.consent.version", language), clock.instant()))
                : Optional.empty();
        var wish = new LeadCapture(
                key.conversation(),
                Optional.ofNullable(wanted.name()).or(() -> account.map(Principal.Customer::name)),
                Optional.ofNullable(wanted.email()).or(() -> account.map(Principal.Customer::email)),
                Optional.ofNullable(wanted.phone()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(wanted.reason()),
                List.of(),
                consent,
                language);
        return wishes.keep(who, wish).map(kept -> switch (kept) {
            case Wishes.Kept.InGroup member -> member.reachable();
            case Wishes.Kept.AsLead lead -> true;
            case Wishes.Kept.Incomplete incomplete ->
                throw Problem.badRequest(
                                "person-needed",
                                "To be written to, a person gives a name, an e-mail address or a phone number, and"
                                        + " consent. Missing: " + String.join(", ", incomplete.missing()) + ".")
                        .with("missing", incomplete.missing());
            case Wishes.Kept.Invalid invalid ->
                throw FieldErrors.of(invalid.errors().stream()
                        .map(error -> new FieldError(error.field(), "is not valid"))
                        .toList());
        });
    }

    private Mono<Waiting> waiting(Principal who, SessionKey key, Tenant tenant, Called called, boolean contact) {
        return history.handoff(who.scope(), key.conversation())
                .defaultIfEmpty(Handoff.NONE)
                .map(state -> new Waiting(
                        state.wire(),
                        called.isOpen(),
                        called.hours(),
                        called.promise(),
                        tenant.contact().phone(),
                        tenant.contact().email(),
                        contact));
    }
}
