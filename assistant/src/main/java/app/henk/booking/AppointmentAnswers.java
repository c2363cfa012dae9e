package app.henk.booking;

import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.FieldErrors;
import app.henk.platform.NamedDays;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Appointments as JSON, and refusals as problems with a sentence that a person can read. */
@Component
class AppointmentAnswers {

    private static final List<String> LANGUAGES = List.of("de", "en", "fr");

    private final Appointments appointments;
    private final Tenants tenants;
    private final BookingWords words;
    private final Wording wording;

    AppointmentAnswers(Appointments appointments, Tenants tenants, BookingWords words, Wording wording) {
        this.appointments = appointments;
        this.tenants = tenants;
        this.words = words;
        this.wording = wording;
    }

    record TypeJson(String type, String name, int minutes, String where) {}

    record SlotJson(OffsetDateTime start, OffsetDateTime end) {}

    record SlotsJson(String type, String name, String place, List<SlotJson> slots) {}

    /** @param customer and staff are told to staff alone */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AppointmentJson(
            UUID id,
            String type,
            String type_name,
            OffsetDateTime start,
            OffsetDateTime end,
            String when,
            String place,
            String status,
            String name,
            String calendar,
            int version,
            @Nullable UUID customer_id,
            @Nullable String staff) {}

    /** @param next what to pass as {@code after} for the page behind this one */
    record Page(List<AppointmentJson> appointments, Optional<String> next) {}

    /** The place of an appointment in the list by time. */
    record Cursor(Instant from, @Nullable UUID id) {

        static Cursor read(String after) {
            try {
                int bar = after.indexOf('_');
                return new Cursor(NamedDays.time(after.substring(0, bar)), UUID.fromString(after.substring(bar + 1)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException | java.time.DateTimeException broken) {
                throw Problem.badRequest(
                        "wrong-cursor", "The parameter 'after' must be the 'next' of the page before.");
            }
        }

        static String write(Appointment last) {
            return last.startsAt() + "_" + last.id();
        }
    }

    /** The first of the languages that the product speaks which the client reads; English else. */
    static String language(HttpHeaders headers) {
        return headers.getAcceptLanguageAsLocales().stream()
                .map(Locale::getLanguage)
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse("en");
    }

    TypeJson type(AppointmentType type, String language) {
        return new TypeJson(
                type.key(),
                type.name(language),
                type.minutes(),
                type.where().name().toLowerCase(Locale.ROOT));
    }

    SlotsJson slots(Appointments.FreeTimes free, String language) {
        return new SlotsJson(
                free.type().key(),
                free.type().name(language),
                free.place(),
                free.slots().stream().map(AppointmentAnswers::slot).toList());
    }

    Mono<AppointmentJson> answer(Principal who, Booking booking, String language) {
        return switch (booking) {
            case Booking.Booked booked -> appointment(who, booked.appointment(), language);
            case Booking.Refused refused -> refused(who, refused, language);
            case Booking.Incomplete incomplete ->
                Mono.error(new Problem(
                                HttpStatus.BAD_REQUEST,
                                "person-needed",
                                "An appointment needs a name, an e-mail address or a phone number, and the person's"
                                        + " consent. Missing: " + String.join(", ", incomplete.missing()) + ".")
                        .with("missing", incomplete.missing()));
            case Booking.Invalid invalid ->
                Mono.error(FieldErrors.of(invalid.errors().stream()
                        .map(error -> new FieldErrors.FieldError(error.field(), "is not valid"))
                        .toList()));
        };
    }

    private Mono<AppointmentJson> refused(Principal who, Booking.Refused refused, String language) {
        HttpStatus status = switch (refused.why().reason()) {
            case TAKEN, TOO_MANY -> HttpStatus.CONFLICT;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return tenants.tenant(who.tenant())
                .flatMap(tenant -> Mono.error(new Problem(
                                status,
                                "slot-" + refused.why().reason().key().replace('_', '-'),
                                words.refusal(refused.why(), refused.wanted(), refused.type(), tenant, language))
                        .with(
                                "nearest",
                                refused.nearest().stream()
                                        .map(AppointmentAnswers::slot)
                                        .toList())));
    }

    Mono<AppointmentJson> appointment(Principal who, Appointment appointment, String language) {
        return appointments.house(who.tenant()).map(house -> json(who, house, appointment, language));
    }

    Mono<Page> page(Principal who, List<Appointment> found, int limit, String language) {
        return appointments
                .house(who.tenant())
                .map(house -> new Page(
                        found.stream()
                                .map(appointment -> json(who, house, appointment, language))
                                .toList(),
                        found.size() < limit ? Optional.empty() : Optional.of(Cursor.write(found.getLast()))));
    }

    private AppointmentJson json(Principal who, House house, Appointment appointment, String language) {
        ZoneId zone = house.tenant().zone();
        LocalDateTime start = appointment.start(zone).toLocalDateTime();
        boolean staff = who instanceof Principal.Staff;
        return new AppointmentJson(
                appointment.id(),
                appointment.type(),
                house.rules().typeName(appointment.type(), language),
                appointment.start(zone).toOffsetDateTime(),
                appointment.end(zone).toOffsetDateTime(),
                words.time(start, language),
                house.rules().type(appointment.type()).map(house::place).orElse(""),
                appointment.status().name().toLowerCase(Locale.ROOT),
                appointment.name(),
                appointment.calendarLink(),
                appointment.version(),
                staff ? appointment.contact() : null,
                staff ? house.rules().staffName(appointment.staff()) : null);
    }

    private static SlotJson slot(Slot slot) {
        return new SlotJson(slot.start().toOffsetDateTime(), slot.end().toOffsetDateTime());
    }
}
