package app.henk.booking;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's own rules of booking, as data.
 *
 * @param calendar which public holidays are kept
 * @param closed days on which the house is closed besides, such as the summer holidays
 * @param mostOpen how many appointments one visitor or customer may have ahead at once
 * @param steps of an order, from the first to the last; at the last one it is in the customer's hands
 */
record BookingRules(
        Calendar calendar,
        List<Closed> closed,
        int mostOpen,
        List<StaffMember> staff,
        List<AppointmentType> types,
        List<Step> steps) {

    /** @param country two letters, empty when the house keeps no public holidays; {@code region} as ISO 3166-2 has it */
    record Calendar(String country, String region) {}

    /** @param name by language, e.g. "Betriebsferien" */
    record Closed(LocalDate from, LocalDate to, Map<String, String> name) {}

    record StaffMember(String key, String name) {}

    /** @param name by language */
    record Step(String key, Map<String, String> name) {

        String name(String language) {
            return named(name, language);
        }
    }

    BookingRules {
        List<String> known = staff.stream().map(StaffMember::key).toList();
        for (AppointmentType type : types) {
            if (!known.containsAll(type.staff())) {
                throw new IllegalArgumentException(type.key() + " is taken by somebody who is not among the staff");
            }
        }
    }

    Optional<AppointmentType> type(String said) {
        return types.stream().filter(type -> type.isCalled(said)).findFirst();
    }

    Optional<Step> step(String key) {
        return steps.stream().filter(step -> step.key().equals(key)).findFirst();
    }

    /** As {@link #type} for a key that a row holds: a type that the tenant has given up still has its key as a name. */
    String typeName(String key, String language) {
        return type(key).map(type -> type.name(language)).orElse(key);
    }

    String staffName(String key) {
        return staff.stream()
                .filter(member -> member.key().equals(key))
                .findFirst()
                .map(StaffMember::name)
                .orElse(key);
    }

    /** The tenant's own closed days of these dates by name. */
    Map<LocalDate, Map<String, String>> closedBetween(LocalDate from, LocalDate to) {
        Map<LocalDate, Map<String, String>> days = new LinkedHashMap<>();
        for (Closed span : closed) {
            LocalDate first = span.from().isBefore(from) ? from : span.from();
            for (LocalDate day = first; !day.isAfter(span.to()) && !day.isAfter(to); day = day.plusDays(1)) {
                days.put(day, span.name());
            }
        }
        return days;
    }

    static String named(Map<String, String> names, String language) {
        String own = names.get(language);
        return own != null ? own : names.values().stream().findFirst().orElse("");
    }
}
