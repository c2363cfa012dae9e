package app.henk.booking;

import app.henk.platform.Wording;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * An appointment as a calendar program reads it (iCalendar, RFC 5545 and 5546). The same appointment always has the same
 * UID and a growing SEQUENCE, so that a moved or cancelled one replaces what the calendar holds. Times are in UTC: every
 * calendar shows them in its own zone.
 */
@Component
class CalendarFile {

    private static final ProdId PRODUCER = new ProdId("-//Henk//Appointments//EN");

    private final Wording wording;
    private final Clock clock;

    CalendarFile(Wording wording, Clock clock) {
        this.wording = wording;
        this.clock = clock;
    }

    /** @param attendee whom a mail invites; without one the file is only published */
    Mono<byte[]> of(House house, Appointment appointment, Optional<String> attendee) {
        // the library reads its settings from files when it is first used
        return Mono.fromCallable(() -> write(calendar(house, appointment, attendee)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    static String contentType(Method method) {
        return "text/calendar; charset=UTF-8; method=" + method.getValue();
    }

    static Method method(Appointment appointment, boolean invites) {
        return switch (appointment.status()) {
            case CANCELLED -> ImmutableMethod.CANCEL;
            case BOOKED -> invites ? ImmutableMethod.REQUEST : ImmutableMethod.PUBLISH;
        };
    }

    private Calendar calendar(House house, Appointment appointment, Optional<String> attendee) {
        Calendar calendar = new Calendar();
        calendar.add(PRODUCER);
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(method(appointment, attendee.isPresent()));
        calendar.add(event(house, appointment, attendee));
        return calendar;
    }

    private VEvent event(House house, Appointment appointment, Optional<String> attendee) {
        var tenant = house.tenant();
        String language = appointment.language();
        Map<String, String> values = Map.of(
                "type", house.rules().typeName(appointment.type(), language),
                "company", tenant.name(),
                "phone", tenant.contact().phone(),
                "name", appointment.name());
        VEvent event = new VEvent(false);
        event.add(new Uid(appointment.id() + "@" + tenant.slug() + ".henk"));
        event.add(new DtStamp(clock.instant()));
        event.add(new Sequence(appointment.version() - 1));
        event.add(new DtStart<>(appointment.startsAt()));
        event.add(new DtEnd<>(appointment.endsAt()));
        event.add(new Summary(wording.say("booking.calendar.summary", language, values)));
        event.add(new Description(wording.say("booking.calendar.description", language, values)));
        house.rules()
                .type(appointment.type())
                .map(house::place)
                .filter(place -> !place.isEmpty())
                .ifPresent(place -> event.add(new Location(place)));
        event.add(
                switch (appointment.status()) {
                    case BOOKED -> ImmutableStatus.VEVENT_CONFIRMED;
                    case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
                });
        event.add(new Organizer(
                new ParameterList(java.util.List.of(new Cn(tenant.name()))),
                URI.create("mailto:" + tenant.contact().email())));
        attendee.ifPresent(address -> event.add(new Attendee(
                new ParameterList(java.util.List.of(new Cn(appointment.name()), PartStat.ACCEPTED)), mailto(address))));
        return event;
    }

    private static URI mailto(String address) {
        try {
            return new URI("mailto", address, null);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] write(Calendar calendar) {
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter().output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
