package app.henk.booking;

import app.henk.identity.Tenant;
import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Times and refusals as a person says them. */
@Component
public class BookingWords {

    private final Wording wording;

    BookingWords(Wording wording) {
        this.wording = wording;
    }

    /** "Freitag, 4. Dezember 2026" */
    public String day(LocalDate day, String language) {
        return format(day, "booking.format.day", language);
    }

    /** "Freitag, 4. Dezember 2026, 14:00 Uhr" */
    public String time(LocalDateTime at, String language) {
        return at.format(DayFormats.of(wording.say("booking.format.time", language), Locale.of(language)));
    }

    /** "Fr 4. Dez., 14:00", for a button. */
    public String brief(LocalDateTime at, String language) {
        return at.format(DayFormats.of(wording.say("booking.format.brief", language), Locale.of(language)));
    }

    /** Why a wanted time cannot be, in one sentence. */
    public String refusal(Refusal why, LocalDateTime wanted, AppointmentType type, Tenant tenant, String language) {
        Map<String, Object> values = new HashMap<>();
        values.put("type", type.name(language));
        values.put("day", day(wanted.toLocalDate(), language));
        values.put("at", time(wanted, language));
        values.put("hours", why.values().getOrDefault("hours", ""));
        values.put("hour", Integer.valueOf(1).equals(why.values().get("hours")));
        values.put("most", why.values().getOrDefault("most", ""));
        if (why.values().get("last") instanceof LocalDate last) {
            values.put("last", day(last, language));
        }
        if (why.values().get("names") instanceof Map<?, ?> names) {
            Object own = names.get(language);
            values.put("holiday", own == null ? names.values().iterator().next() : own);
        }
        values.put("open", hours(tenant, wanted.toLocalDate()));
        return wording.say("booking.refused." + why.reason().key(), language, values);
    }

    private static String hours(Tenant tenant, LocalDate day) {
        return tenant.opening().on(day.getDayOfWeek()).stream()
                .map(span -> span.from() + "–" + span.to())
                .collect(Collectors.joining(", "));
    }

    private String format(LocalDate day, String key, String language) {
        return day.format(DayFormats.of(wording.say(key, language), Locale.of(language)));
    }
}
