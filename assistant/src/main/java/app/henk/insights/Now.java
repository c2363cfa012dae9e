package app.henk.insights;

import app.henk.platform.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The moment and the place that a question is asked at. */
record Now(TenantId tenant, Instant at, TenantCalendar calendar, String currency) {

    OffsetDateTime moment() {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** The moment at which a day begins where the tenant is. */
    OffsetDateTime startOf(LocalDate day) {
        return calendar.startOf(day).toInstant().atOffset(ZoneOffset.UTC);
    }
}
