package app.henk.groups;

import app.henk.crm.LeadCapture;
import app.henk.crm.ToldPerson;
import app.henk.identity.Principal;
import app.henk.identity.Speakers;
import app.henk.identity.Tenants;
import app.henk.platform.ClientAddress;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Begins a group in the conversation whose id is sent along, as saying so there does. */
@Tag(name = "Groups")
@RestController
class NewGroupController {

    private final Organising organising;
    private final Speakers speakers;
    private final OpenedConversation opened;
    private final Tenants tenants;
    private final Limits limits;
    private final ClientAddress addresses;
    private final Wording wording;
    private final Clock clock;

    NewGroupController(
            Organising organising,
            Speakers speakers,
            OpenedConversation opened,
            Tenants tenants,
            Limits limits,
            ClientAddress addresses,
            Wording wording,
            Clock clock) {
        this.organising = organising;
        this.speakers = speakers;
        this.opened = opened;
        this.tenants = tenants;
        this.limits = limits;
        this.addresses = addresses;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * @param organiser name of the one who begins it
     * @param consent the organiser's tick under the sentence of {@code agent.consent.text}
     */
    record NewGroup(
            @NotNull @Pattern(regexp = "wedding|team", message = "must be wedding or team")
            String kind,

            @NotBlank @Size(max = 120) String name,
            @Nullable LocalDate date,
            @Nullable Integer size,
            @Nullable LocalDate deadline,
            @Nullable @Size(max = 120) String organiser,
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 40) String phone,
            @Nullable Boolean consent) {}

    @Operation(summary = "Begins a group, or brings the one of this name up to date; the answer has the link for all")
    @ApiResponse(responseCode = "201", description = "Begun", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Brought up to date", useReturnTypeSchema = true)
    @PostMapping("/api/groups")
    Mono<ResponseEntity<GroupProgress>> start(@Valid @RequestBody NewGroup group, ServerWebExchange exchange) {
        return limits.check(Limit.API_ADDRESS, addresses.of(exchange.getRequest()))
                .then(Mono.zip(speakers.of(exchange), opened.of(exchange)))
                .flatMap(caller -> language(caller.getT1(), exchange)
                        .flatMap(language -> organising.start(
                                caller.getT1(), start(caller.getT1(), caller.getT2(), group, language))))
                .map(NewGroupController::answer);
    }

    private Mono<String> language(Principal who, ServerWebExchange exchange) {
        return tenants.tenant(who.tenant())
                .map(tenant -> tenant.languageFor(exchange.getRequest().getHeaders()));
    }

    private GroupStart start(Principal who, UUID conversation, NewGroup group, String language) {
        Optional<Principal.Customer> account =
                who instanceof Principal.Customer customer ? Optional.of(customer) : Optional.empty();
        Optional<LeadCapture.Consent> consent = Boolean.TRUE.equals(group.consent())
                ? Optional.of(new LeadCapture.Consent(wording.say("agent.consent.version", language), clock.instant()))
                : Optional.empty();
        return new GroupStart(
                conversation,
                group.kind(),
                group.name().strip(),
                Optional.ofNullable(group.date()),
                Optional.ofNullable(group.size()),
                Optional.ofNullable(group.deadline()),
                new ToldPerson(
                        Optional.ofNullable(group.organiser()).or(() -> account.map(Principal.Customer::name)),
                        Optional.ofNullable(group.email()).or(() -> account.map(Principal.Customer::email)),
                        Optional.ofNullable(group.phone()),
                        consent,
                        language));
    }

    private static ResponseEntity<GroupProgress> answer(GroupStarted started) {
        return switch (started) {
            case GroupStarted.Started(GroupProgress group, boolean created) ->
                created
                        ? ResponseEntity.created(URI.create("/api/groups/" + group.id()))
                                .body(group)
                        : ResponseEntity.ok(group);
            case GroupStarted.Incomplete incomplete ->
                throw Problem.badRequest(
                                "person-needed",
                                "A group needs its organiser's name, an e-mail address or a phone number, and consent."
                                        + " Missing: " + String.join(", ", incomplete.missing()) + ".")
                        .with("missing", incomplete.missing());
            case GroupStarted.Invalid invalid ->
                throw FieldErrors.of(invalid.reasons().stream()
                        .map(reason -> new FieldError(field(reason), "is not valid (" + reason + ")"))
                        .toList());
        };
    }

    /** Of a reason such as {@code date_past} or {@code email.invalid}. */
    private static String field(String reason) {
        return reason.replaceAll("[._].*", "");
    }
}
