package app.henk.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is taken already, and so who could still take an appointment, and in which place. */
record Occupancy(List<Taken> taken) {

    /** @param until from when on person and place are free again */
    record Taken(java.util.UUID appointment, String type, String staff, int place, Instant from, Instant until) {}

    /** Who takes it, and in the how-manieth place of its kind. */
    record Seat(String staff, int place) {}

    /** The least busy of those who have time. */
    Optional<Seat> seat(AppointmentType type, Instant start) {
        Instant until = start.plus(type.occupies());
        List<Taken> meanwhile = taken.stream()
                .filter(other -> other.from().isBefore(until) && start.isBefore(other.until()))
                .toList();
        Optional<String> staff = type.staff().stream()
                .filter(member ->
                        meanwhile.stream().noneMatch(other -> other.staff().equals(member)))
                .min(java.util.Comparator.comparingLong(this::load));
        Optional<Integer> place = IntStream.rangeClosed(1, type.capacity())
                .boxed()
                .filter(number -> meanwhile.stream()
                        .noneMatch(other -> other.type().equals(type.key()) && other.place() == number))
                .findFirst();
        return staff.flatMap(member -> place.map(number -> new Seat(member, number)));
    }

    /** As if this appointment were not there: it is the one that moves. */
    Occupancy without(java.util.UUID appointment) {
        return new Occupancy(taken.stream()
                .filter(other -> !other.appointment().equals(appointment))
                .toList());
    }

    private long load(String staff) {
        return taken.stream().filter(other -> other.staff().equals(staff)).count();
    }
}
