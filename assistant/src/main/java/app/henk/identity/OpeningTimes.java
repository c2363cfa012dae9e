package app.henk.identity;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When a door is open, week by week, on the wall clock. Whether a day is a holiday stands elsewhere. */
public record OpeningTimes(Map<DayOfWeek, List<Span>> week) {

    /** @param to is no longer open */
    public record Span(LocalTime from, LocalTime to) {

        public boolean contains(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    public OpeningTimes {
        week = Map.copyOf(week);
    }

    /** From texts such as {@code 10:00–13:00, 14:00–19:00}; what is no time is left out, as if it were closed then. */
    static OpeningTimes parse(Map<DayOfWeek, String> hours) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        hours.forEach((day, text) -> week.put(day, spans(text)));
        return new OpeningTimes(week);
    }

    /** In the order of the day; empty on a closed one. */
    public List<Span> on(DayOfWeek day) {
        return week.getOrDefault(day, List.of());
    }

    public boolean isOpen(LocalDateTime at) {
        return on(at.getDayOfWeek()).stream().anyMatch(span -> span.contains(at.toLocalTime()));
    }

    private static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        for (String span : text.split(",")) {
            String[] ends = span.strip().split("[–-]");
            if (ends.length == 2) {
                span(ends[0].strip(), ends[1].strip()).ifPresent(spans::add);
            }
        }
        return List.copyOf(spans);
    }

    private static Optional<Span> span(String from, String to) {
        try {
            Span span = new Span(LocalTime.parse(from), LocalTime.parse(to));
            return span.from().isBefore(span.to()) ? Optional.of(span) : Optional.empty();
        } catch (DateTimeParseException notTimes) {
            return Optional.empty();
        }
    }
}
