package app.henk.agent.tools;

import app.henk.identity.Tenant;
import app.henk.platform.Wording;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** A tenant's opening hours in words, days with the same hours together: "Di–Fr 10:00–19:00, Sa 10:00–16:00". */
@Component
public class OpeningHours {

    private final Wording wording;

    public OpeningHours(Wording wording) {
        this.wording = wording;
    }

    public String say(Tenant tenant, String language) {
        List<String> parts = new ArrayList<>();
        DayOfWeek[] days = DayOfWeek.values();
        for (int from = 0; from < days.length; from++) {
            String open = tenant.hours().get(days[from]);
            if (open == null) {
                continue;
            }
            int to = from;
            while (to + 1 < days.length && open.equals(tenant.hours().get(days[to + 1]))) {
                to++;
            }
            String until = to > from ? "–" + day(days[to], language) : "";
            parts.add(day(days[from], language) + until + " " + open);
            from = to;
        }
        return parts.isEmpty() ? wording.say("agent.hours.none", language) : String.join(", ", parts);
    }

    private static String day(DayOfWeek day, String language) {
        String name = day.getDisplayName(TextStyle.SHORT, Locale.of(language));
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
