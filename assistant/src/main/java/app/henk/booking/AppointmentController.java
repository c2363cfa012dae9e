package app.henk.booking;

import app.henk.crm.LeadCapture;
import app.henk.crm.ToldPerson;
import app.henk.identity.Principal;
import app.henk.identity.Speakers;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.ClientAddress;
import app.henk.platform.Ids;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Appointments over HTTP: for visitors by their conversation's key, for customers, and for staff. */
@RestController
@RequestMapping("/api/appointments")
class AppointmentController {

    private static final int MOST = 100;
    private static final int DEFAULT_SPAN = 14;

    private final Appointments appointments;
    private final AppointmentAnswers answers;
    private final Speakers speakers;
    private final Tenants tenants;
    private final Limits limits;
    private final ClientAddress addresses;
    private final Wording wording;
    private final Clock clock;

    AppointmentController(
            Appointments appointments,
            AppointmentAnswers answers,
            Speakers speakers,
            Tenants tenants,
            Limits limits,
            ClientAddress addresses,
            Wording wording,
            Clock clock) {
        this.appointments = appointments;
        this.answers = answers;
        this.speakers = speakers;
        this.tenants = tenants;
        this.limits = limits;
        this.addresses = addresses;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * @param customer_id a contact, or the account of one; for staff
     * @param date beginning, on the clock of the house ({@code 2026-12-04T14:00}) or with an offset
     * @param consent the person's tick under the sentence of {@code agent.consent.text}
     */
    record NewAppointment(
            @NotBlank @Size(max = 80) String type,
            @NotBlank @Size(max = 40) String date,
            @Nullable UUID customer_id,
            @Nullable @Size(max = 120) String name,
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 40) String phone,
            @Nullable Boolean consent) {}

    /** @param version in which the sender knows the appointment; refused when it has changed since */
    record Change(
            @NotBlank @Size(max = 40) String date, @Nullable Integer version) {}

    @GetMapping("/types")
    Mono<List<AppointmentAnswers.TypeJson>> types(ServerWebExchange exchange) {
        return speakers.tenant(exchange)
                .flatMap(tenant -> appointments.types(tenant.id()))
                .map(types -> types.stream()
                        .map(type -> answers.type(type, language(exchange)))
                        .toList());
    }

    @GetMapping("/slots")
    Mono<AppointmentAnswers.SlotsJson> slots(
            @RequestParam String type,
            @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to,
            ServerWebExchange exchange) {
        return limits.check(Limit.API_ADDRESS, addresses.of(exchange.getRequest()))
                .then(speakers.tenant(exchange))
                .flatMap(tenant -> {
                    LocalDate first = from.orElseGet(() -> LocalDate.now(clock.withZone(tenant.zone())));
                    return appointments.free(tenant, type, first, to.orElse(first.plusDays(DEFAULT_SPAN)));
                })
                .map(free -> answers.slots(free, language(exchange)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<AppointmentAnswers.AppointmentJson>> book(
            @Valid @RequestBody NewAppointment wish,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            ServerWebExchange exchange) {
        if (key != null && (key.isBlank() || key.length() > 128)) {
            throw Problem.badRequest("wrong-idempotency-key", "An Idempotency-Key has 1 to 128 characters.");
        }
        return counted(exchange).zipWhen(who -> tenants.tenant(who.tenant())).flatMap(both -> {
            requireOwn(both.getT1(), wish);
            return appointments
                    .book(both.getT1(), request(both.getT1(), both.getT2(), wish, key, exchange))
                    .flatMap(booking -> answers.answer(both.getT1(), booking, language(exchange)))
                    .map(json -> ResponseEntity.created(URI.create("/api/appointments/" + json.id()))
                            .body(json));
        });
    }

    @PatchMapping("/{id}")
    Mono<AppointmentAnswers.AppointmentJson> move(
            @PathVariable UUID id, @Valid @RequestBody Change change, ServerWebExchange exchange) {
        return counted(exchange)
                .zipWhen(who -> tenants.tenant(who.tenant()))
                .flatMap(both -> appointments
                        .move(
                                both.getT1(),
                                id,
                                WantedTime.read(change.date(), both.getT2().zone()),
                                Optional.ofNullable(change.version()))
                        .flatMap(booking -> answers.answer(both.getT1(), booking, language(exchange))));
    }

    @DeleteMapping("/{id}")
    Mono<AppointmentAnswers.AppointmentJson> cancel(@PathVariable UUID id, ServerWebExchange exchange) {
        return counted(exchange)
                .flatMap(who -> appointments
                        .cancel(who, id)
                        .flatMap(cancelled -> answers.appointment(who, cancelled, language(exchange))));
    }

    @GetMapping("/{id}")
    Mono<AppointmentAnswers.AppointmentJson> one(@PathVariable UUID id, ServerWebExchange exchange) {
        return speakers.of(exchange)
                .flatMap(who -> appointments
                        .find(who, id)
                        .flatMap(found -> answers.appointment(who, found, language(exchange))));
    }

    /** One's own, staff see all; from now on unless {@code from} says otherwise. */
    @GetMapping
    Mono<AppointmentAnswers.Page> list(
            @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<String> after,
            @RequestParam Optional<UUID> customer_id,
            @RequestParam(defaultValue = "50") int limit,
            ServerWebExchange exchange) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + MOST + ".");
        }
        return speakers.of(exchange)
                .zipWhen(who -> tenants.tenant(who.tenant()))
                .flatMap(both -> {
                    Instant begin = from.map(
                                    day -> day.atStartOfDay(both.getT2().zone()).toInstant())
                            .orElseGet(() -> LocalDate.now(
                                            clock.withZone(both.getT2().zone()))
                                    .atStartOfDay(both.getT2().zone())
                                    .toInstant());
                    AppointmentAnswers.Cursor cursor = after.map(AppointmentAnswers.Cursor::read)
                            .orElse(new AppointmentAnswers.Cursor(begin, null));
                    return appointments
                            .page(both.getT1(), cursor.from(), Optional.ofNullable(cursor.id()), customer_id, limit)
                            .flatMap(found -> answers.page(both.getT1(), found, limit, language(exchange)));
                });
    }

    /** For a calendar program, which has the link and nothing else. */
    @GetMapping("/{id}/calendar")
    Mono<ResponseEntity<byte[]>> calendar(@PathVariable UUID id, @RequestParam String key, ServerWebExchange exchange) {
        return limits.check(Limit.API_ADDRESS, addresses.of(exchange.getRequest()))
                .then(appointments.calendar(id, key))
                .map(entry -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_TYPE, entry.contentType())
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(entry.file()));
    }

    /** Who writes, counted before anything is looked up. */
    private Mono<Principal> counted(ServerWebExchange exchange) {
        return limits.check(Limit.BOOKING_ADDRESS, addresses.of(exchange.getRequest()))
                .then(speakers.of(exchange));
    }

    /** Customers and visitors book for themselves; whoever they name instead does not exist for them. */
    private static void requireOwn(Principal who, NewAppointment wish) {
        UUID named = wish.customer_id();
        if (named != null
                && !(who instanceof Principal.Staff)
                && !named.equals(who.scope().actor())) {
            throw Problem.notFound("contact");
        }
    }

    private BookingRequest request(
            Principal who, Tenant tenant, NewAppointment wish, @Nullable String key, ServerWebExchange exchange) {
        Optional<String> account = who instanceof Principal.Customer c ? Optional.of(c.email()) : Optional.empty();
        Optional<String> called = who instanceof Principal.Customer c ? Optional.of(c.name()) : Optional.empty();
        String language = language(exchange);
        Optional<LeadCapture.Consent> consent = Boolean.TRUE.equals(wish.consent())
                ? Optional.of(new LeadCapture.Consent(wording.say("agent.consent.version", language), clock.instant()))
                : Optional.empty();
        return new BookingRequest(
                wish.type(),
                WantedTime.read(wish.date(), tenant.zone()),
                new ToldPerson(
                        Optional.ofNullable(wish.name()).or(() -> called),
                        Optional.ofNullable(wish.email()).or(() -> account),
                        Optional.ofNullable(wish.phone()),
                        consent,
                        tenant.languages().contains(language) ? language : tenant.language()),
                who instanceof Principal.Staff ? Optional.ofNullable(wish.customer_id()) : Optional.empty(),
                Optional.empty(),
                key == null ? "once:" + Ids.next() : "key:" + key);
    }

    private static String language(ServerWebExchange exchange) {
        return AppointmentAnswers.language(exchange.getRequest().getHeaders());
    }
}
