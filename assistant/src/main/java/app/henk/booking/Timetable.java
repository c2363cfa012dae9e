package app.henk.booking;

import app.henk.booking.Refusal.Reason;
import app.henk.identity.OpeningTimes.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When an appointment of a type could be, as far as the house's own rules go; who has time is another question. Times
 * are the wall clock's: on the day when the clock is put forward, an hour is missing and is never offered.
 *
 * @param now in the zone of the house
 */
record Timetable(AppointmentType type, HouseCalendar house, ZonedDateTime now) {

    /** The possible beginnings of a day, in order. */
    List<Slot> on(LocalDate day) {
        return fitting(day).stream()
                .filter(slot -> inTime(slot.start()).isEmpty())
                .toList();
    }

    /** Those for which the house is open long enough, whatever the time is now. */
    private List<Slot> fitting(LocalDate day) {
        List<Slot> slots = new ArrayList<>();
        for (Span span : house.on(day)) {
            for (LocalDateTime at = day.atTime(span.from());
                    !at.isAfter(day.atTime(span.to()));
                    at = at.plusMinutes(type.every())) {
                slot(at, span).ifPresent(slots::add);
            }
        }
        return slots;
    }

    /** Why this time is none of the possible ones, or nothing when it is one. */
    Optional<Refusal> refusal(LocalDateTime at) {
        if (exact(at).isEmpty()) {
            return Optional.of(Refusal.of(Reason.NO_SUCH_TIME));
        }
        Optional<Refusal> outOfTime = inTime(exact(at).get());
        if (outOfTime.isPresent()) {
            return outOfTime;
        }
        Optional<Refusal> closed = closed(at.toLocalDate());
        if (closed.isPresent()) {
            return closed;
        }
        List<Span> open = house.on(at.toLocalDate());
        List<Span> fitting =
                open.stream().filter(span -> slot(at, span).isPresent()).toList();
        if (fitting.isEmpty()) {
            return Optional.of(Refusal.of(Reason.OUTSIDE_HOURS));
        }
        boolean begins = fitting.stream().anyMatch(span -> isBeginning(at.toLocalTime(), span));
        return begins ? Optional.empty() : Optional.of(Refusal.of(Reason.NO_BEGINNING));
    }

    /** Why no time of this day can be. */
    Optional<Refusal> closure(LocalDate day) {
        LocalDate today = now.toLocalDate();
        if (day.isBefore(today)) {
            return Optional.of(Refusal.of(Reason.PAST));
        }
        if (day.isAfter(lastDay())) {
            return Optional.of(new Refusal(Reason.TOO_FAR, Map.of("last", lastDay())));
        }
        return closed(day).or(() -> outOfReach(day));
    }

    /** Nobody has taken anything of an open day that is too short, or too near. */
    private Optional<Refusal> outOfReach(LocalDate day) {
        if (fitting(day).isEmpty()) {
            return Optional.of(Refusal.of(Reason.OUTSIDE_HOURS));
        }
        if (!on(day).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(type.leadHours() == 0 ? Refusal.of(Reason.PAST) : tooSoon());
    }

    private Refusal tooSoon() {
        return new Refusal(Reason.TOO_SOON, Map.of("hours", type.leadHours()));
    }

    private Optional<Refusal> closed(LocalDate day) {
        if (!house.on(day).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(house.closure(day)
                .filter(why -> !house.weekly().on(day.getDayOfWeek()).isEmpty())
                .map(why -> new Refusal(Reason.HOLIDAY, Map.of("names", why)))
                .orElse(Refusal.of(Reason.CLOSED_DAY)));
    }

    LocalDate lastDay() {
        return now.toLocalDate().plusDays(type.horizonDays());
    }

    LocalDate firstDay() {
        return now.plusHours(type.leadHours()).toLocalDate();
    }

    /** What stands in the way of a time that the clock has, seen from now. */
    private Optional<Refusal> inTime(ZonedDateTime start) {
        if (!start.isAfter(now)) {
            return Optional.of(Refusal.of(Reason.PAST));
        }
        if (start.isBefore(now.plusHours(type.leadHours()))) {
            return Optional.of(tooSoon());
        }
        return start.toLocalDate().isAfter(lastDay())
                ? Optional.of(new Refusal(Reason.TOO_FAR, Map.of("last", lastDay())))
                : Optional.empty();
    }

    private Optional<Slot> slot(LocalDateTime at, Span span) {
        if (!span.contains(at.toLocalTime())) {
            return Optional.empty();
        }
        ZonedDateTime closes = at.toLocalDate().atTime(span.to()).atZone(house.zone());
        return exact(at)
                .map(start -> slotFrom(start))
                .filter(slot -> !slot.end().isAfter(closes));
    }

    Slot slotFrom(ZonedDateTime start) {
        return new Slot(start, start.plus(type.length()));
    }

    private boolean isBeginning(LocalTime at, Span span) {
        return Duration.between(span.from(), at).toSeconds()
                        % Duration.ofMinutes(type.every()).toSeconds()
                == 0;
    }

    /** On the clock of the house; empty for an hour that is skipped when the clock is put forward. */
    private Optional<ZonedDateTime> exact(LocalDateTime at) {
        ZoneId zone = house.zone();
        return zone.getRules().getValidOffsets(at).isEmpty() ? Optional.empty() : Optional.of(at.atZone(zone));
    }
}
