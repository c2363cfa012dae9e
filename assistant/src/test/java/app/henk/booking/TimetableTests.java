package app.henk.booking;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.booking.Refusal.Reason;
import app.henk.identity.OpeningTimes;
import app.henk.identity.OpeningTimes.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When an appointment can be, by the house's own rules: nothing here needs a database. */
class TimetableTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZonedDateTime NOW =
            LocalDateTime.parse("2026-11-20T10:00").atZone(BERLIN);
    private static final OpeningTimes TAILOR = new OpeningTimes(Map.of(
            DayOfWeek.TUESDAY, open("10:00", "19:00"),
            DayOfWeek.WEDNESDAY, open("10:00", "19:00"),
            DayOfWeek.THURSDAY, open("10:00", "19:00"),
            DayOfWeek.FRIDAY, open("10:00", "19:00"),
            DayOfWeek.SATURDAY, open("10:00", "16:00")));

    @Test
    void a_days_slots_begin_with_the_opening_and_the_last_one_ends_with_it() {
        List<Slot> slots = timetable(fitting()).on(LocalDate.parse("2026-11-28"));

        assertThat(slots.getFirst().start().toLocalDateTime()).isEqualTo("2026-11-28T10:00");
        assertThat(slots.getLast().start().toLocalDateTime()).isEqualTo("2026-11-28T15:00");
        assertThat(slots)
                .allMatch(slot -> Duration.between(slot.start(), slot.end()).toMinutes() == 45);
    }

    @Test
    void what_cannot_be_booked_is_refused_with_its_own_reason() {
        assertThat(reason("2026-11-19T10:00")).contains(Reason.PAST);
        assertThat(reason("2026-11-20T12:00")).contains(Reason.TOO_SOON);
        assertThat(reason("2027-12-03T12:00")).contains(Reason.TOO_FAR);
        assertThat(reason("2026-11-23T12:00")).contains(Reason.CLOSED_DAY);
        assertThat(reason("2026-12-25T12:00")).contains(Reason.HOLIDAY);
        assertThat(reason("2026-11-24T09:30")).contains(Reason.OUTSIDE_HOURS);
        assertThat(reason("2026-11-24T18:30")).contains(Reason.OUTSIDE_HOURS);
        assertThat(reason("2026-11-24T10:10")).contains(Reason.NO_BEGINNING);
        assertThat(reason("2026-11-24T10:30")).isEmpty();
    }

    @Test
    void a_day_on_which_nothing_can_be_says_why_before_anybody_has_taken_anything() {
        Timetable visit = timetable(visit(120));

        assertThat(closure(visit, "2026-11-19")).contains(Reason.PAST);
        assertThat(closure(visit, "2026-11-20")).contains(Reason.TOO_SOON);
        assertThat(closure(visit, "2026-11-21")).contains(Reason.TOO_SOON);
        assertThat(visit.closure(LocalDate.parse("2026-11-21")).orElseThrow().values())
                .containsEntry("hours", 48);
        assertThat(closure(visit, "2026-11-22")).contains(Reason.CLOSED_DAY);
        assertThat(closure(visit, "2026-11-24")).isEmpty();
        // Saturday is open for six hours
        assertThat(closure(timetable(visit(480)), "2026-11-28")).contains(Reason.OUTSIDE_HOURS);
        assertThat(closure(timetable(visit(480)), "2026-11-27")).isEmpty();
    }

    @Test
    void of_days_of_which_some_could_be_booked_it_is_said_that_they_are_full() {
        Timetable visit = timetable(visit(120));
        LocalDate today = NOW.toLocalDate();
        var nothing = new Occupancy(List.of());

        assertThat(new Agenda.View(visit, nothing, visit.firstDay(), today.plusDays(1)).why(today))
                .extracting(Refusal::reason)
                .isEqualTo(Reason.TOO_SOON);
        assertThat(new Agenda.View(visit, nothing, visit.firstDay(), today.plusDays(7)).why(today))
                .extracting(Refusal::reason)
                .isEqualTo(Reason.FULL);
    }

    @Test
    void every_offered_slot_is_accepted_and_no_other_beginning_is() {
        Timetable timetable = timetable(fitting());
        LocalDate day = LocalDate.parse("2026-11-24");
        List<LocalDateTime> offered = timetable.on(day).stream()
                .map(slot -> slot.start().toLocalDateTime())
                .toList();

        for (int minute = 0; minute < 24 * 60; minute += 5) {
            LocalDateTime at = day.atStartOfDay().plusMinutes(minute);
            assertThat(timetable.refusal(at).isEmpty()).as(at.toString()).isEqualTo(offered.contains(at));
        }
    }

    @Test
    void an_hour_that_the_clock_skips_is_neither_offered_nor_taken() {
        OpeningTimes night = new OpeningTimes(Map.of(DayOfWeek.SUNDAY, open("01:00", "05:00")));
        LocalDate spring = LocalDate.parse("2027-03-28");
        Timetable timetable = new Timetable(fitting(), new HouseCalendar(BERLIN, night, Map.of()), NOW);

        List<Slot> slots = timetable.on(spring);

        assertThat(slots)
                .extracting(slot -> slot.start().toLocalTime())
                .doesNotContain(LocalTime.of(2, 0), LocalTime.of(2, 30));
        assertThat(slots)
                .allMatch(slot -> Duration.between(slot.start(), slot.end()).toMinutes() == 45);
        assertThat(timetable.refusal(spring.atTime(2, 30)).map(Refusal::reason)).contains(Reason.NO_SUCH_TIME);
        // 01:30 lasts until 03:15 on the wall clock, and that is 45 minutes
        assertThat(slots).anySatisfy(slot -> {
            assertThat(slot.start().toLocalTime()).isEqualTo("01:30");
            assertThat(slot.end().toLocalTime()).isEqualTo("03:15");
        });
    }

    @Test
    void the_same_wall_clock_time_is_another_instant_after_the_clock_was_put_back() {
        Timetable timetable = timetable(fitting());
        Slot summer = timetable.slotFrom(LocalDateTime.parse("2027-03-27T10:00").atZone(BERLIN));
        Slot winter = timetable.slotFrom(LocalDateTime.parse("2027-03-30T10:00").atZone(BERLIN));

        assertThat(summer.start().toInstant()).isEqualTo("2027-03-27T09:00:00Z");
        assertThat(winter.start().toInstant()).isEqualTo("2027-03-30T08:00:00Z");
    }

    @Test
    void hamburgs_holidays_are_closed_and_bavarias_are_not() {
        var days = new Holidays()
                .of(new BookingRules.Calendar("de", "hh"), Year.of(2026), Year.of(2027))
                .block();

        assertThat(days.get(LocalDate.parse("2026-12-25")).get("de")).containsIgnoringCase("Weihnacht");
        assertThat(days.get(LocalDate.parse("2026-12-25")).get("en")).containsIgnoringCase("Christmas");
        assertThat(days).containsKey(LocalDate.parse("2026-10-31")).doesNotContainKey(LocalDate.parse("2027-01-06"));
        assertThat(days).containsKey(LocalDate.parse("2027-03-26"));
    }

    @Test
    void the_door_opens_next_on_the_first_day_that_is_neither_closed_nor_a_holiday() {
        HouseCalendar house = timetable(fitting()).house();

        // a Thursday evening before Christmas Day: Friday is the holiday
        assertThat(house.opens(LocalDateTime.parse("2026-12-24T20:00"), 10))
                .contains(LocalDateTime.parse("2026-12-26T10:00"));
        assertThat(house.opens(LocalDateTime.parse("2026-11-24T11:00"), 10))
                .contains(LocalDateTime.parse("2026-11-24T11:00"));
        assertThat(house.isOpen(LocalDateTime.parse("2026-12-25T11:00"))).isFalse();
        assertThat(new HouseCalendar(BERLIN, new OpeningTimes(Map.of()), Map.of()).opens(NOW.toLocalDateTime(), 10))
                .isEmpty();
    }

    @Test
    void a_person_is_never_taken_twice_and_a_room_never_holds_more_than_fit() {
        AppointmentType fitting = fitting();
        var start = LocalDateTime.parse("2026-11-24T10:00").atZone(BERLIN).toInstant();

        var one = new Occupancy(List.of(taken("fitting", "brandt", 1, start)));
        assertThat(one.seat(fitting, start)).as("one fitting room").isEmpty();
        assertThat(one.seat(fitting, start.plus(Duration.ofMinutes(45))))
                .as("still being tidied")
                .isEmpty();
        assertThat(one.seat(fitting, start.plus(Duration.ofMinutes(60)))).isPresent();

        var other = new Occupancy(List.of(taken("video", "brandt", 1, start)));
        assertThat(other.seat(fitting, start)).contains(new Occupancy.Seat("okafor", 1));
        assertThat(new Occupancy(List.of(taken("video", "brandt", 1, start), taken("video", "okafor", 2, start)))
                        .seat(fitting, start))
                .isEmpty();
    }

    private static Optional<Reason> reason(String at) {
        return timetable(fitting()).refusal(LocalDateTime.parse(at)).map(Refusal::reason);
    }

    private static Optional<Reason> closure(Timetable timetable, String day) {
        return timetable.closure(LocalDate.parse(day)).map(Refusal::reason);
    }

    private static AppointmentType visit(int minutes) {
        return new AppointmentType(
                "visit",
                Map.of("de", List.of("Besuch")),
                minutes,
                60,
                60,
                1,
                48,
                120,
                List.of("brandt"),
                AppointmentType.Where.CUSTOMER);
    }

    private static Timetable timetable(AppointmentType type) {
        var closures = Map.of(LocalDate.parse("2026-12-25"), Map.of("de", "1. Weihnachtstag"));
        return new Timetable(type, new HouseCalendar(BERLIN, TAILOR, closures), NOW);
    }

    private static AppointmentType fitting() {
        return new AppointmentType(
                "fitting",
                Map.of("de", List.of("Anprobe")),
                45,
                15,
                30,
                1,
                3,
                365,
                List.of("brandt", "okafor"),
                AppointmentType.Where.HOUSE);
    }

    private static Occupancy.Taken taken(String type, String staff, int place, java.time.Instant from) {
        return new Occupancy.Taken(UUID.randomUUID(), type, staff, place, from, from.plus(Duration.ofMinutes(60)));
    }

    private static List<Span> open(String from, String to) {
        return List.of(new Span(LocalTime.parse(from), LocalTime.parse(to)));
    }
}
