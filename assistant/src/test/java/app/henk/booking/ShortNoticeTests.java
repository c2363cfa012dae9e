package app.henk.booking;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.booking.Refusal.Reason;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Works wants to know of a visit two days before. */
@HenkTest
class ShortNoticeTests {

    @Autowired
    Appointments appointments;

    @Autowired
    BookingWords words;

    @Autowired
    Tenants tenants;

    @Test
    void a_visit_tomorrow_is_too_soon_or_on_a_closed_day_and_never_taken() {
        Tenant works = works();
        LocalDate today = LocalDate.now(works.zone());

        for (LocalDate day : List.of(today, today.plusDays(1))) {
            var free = appointments.free(works, "site_visit", day, day).block();

            assertThat(free.slots()).isEmpty();
            assertThat(free.nearest()).isNotEmpty();
            assertThat(free.why().orElseThrow().refusal().reason())
                    .as(day.toString())
                    .isIn(
                            works.opening().on(day.getDayOfWeek()).isEmpty()
                                    ? List.of(Reason.CLOSED_DAY)
                                    : List.of(Reason.TOO_SOON, Reason.HOLIDAY));
        }
    }

    @Test
    void one_hour_is_an_hour_in_each_language() {
        assertThat(tooSoon(1, "de")).contains("mindestens eine Stunde Vorlauf");
        assertThat(tooSoon(48, "de")).contains("mindestens 48 Stunden Vorlauf");
        assertThat(tooSoon(1, "en")).contains("at least an hour.");
        assertThat(tooSoon(1, "fr")).contains("d’au moins une heure.");
    }

    private String tooSoon(int hours, String language) {
        Tenant works = works();
        AppointmentType visit = appointments.types(works.id()).block().getFirst();
        return words.refusal(
                new Refusal(Reason.TOO_SOON, Map.of("hours", hours)),
                LocalDate.now().atTime(LocalTime.NOON),
                visit,
                works,
                language);
    }

    private Tenant works() {
        return tenants.all().filter(tenant -> tenant.slug().equals("works")).blockFirst();
    }
}
