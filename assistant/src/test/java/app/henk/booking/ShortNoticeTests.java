package app.henk.booking;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.booking.Refusal.Reason;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Works wants to know of a visit two days before. */
@HenkTest
class ShortNoticeTests {

    @Autowired
    Appointments appointments;

    @Autowired
    Tenants tenants;

    @Test
    void a_visit_tomorrow_is_too_soon_or_on_a_closed_day_and_never_taken() {
        Tenant works =
                tenants.all().filter(tenant -> tenant.slug().equals("works")).blockFirst();
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
}
