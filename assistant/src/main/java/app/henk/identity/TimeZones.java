package app.henk.identity;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The time zones that a tenant may have: those of a region. Zones by their distance are read in two ways ("UTC+2" is east
 * of Greenwich for Java and west of it for PostgreSQL), and know no summer time.
 */
final class TimeZones {

    private static final Set<String> REGIONS = Stream.concat(
                    Stream.of("UTC"), ZoneId.getAvailableZoneIds().stream().filter(TimeZones::isOfRegion))
            .collect(Collectors.toUnmodifiableSet());

    private TimeZones() {}

    /** Empty for what is no region's, or nobody knows. */
    static Optional<ZoneId> region(String id) {
        return Optional.of(id).filter(REGIONS::contains).map(ZoneId::of);
    }

    private static boolean isOfRegion(String id) {
        return id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/");
    }
}
