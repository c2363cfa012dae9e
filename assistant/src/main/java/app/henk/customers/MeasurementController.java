package app.henk.customers;

import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.FieldErrors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A customer's own measures. */
@Tag(name = "My data")
@RestController
@RequestMapping("/api/me/measurements")
class MeasurementController {

    private static final int OLDEST = 50;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(3_000);

    private final Measurements measurements;
    private final Tenants tenants;
    private final Clock clock;

    MeasurementController(Measurements measurements, Tenants tenants, Clock clock) {
        this.measurements = measurements;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * @param measured_on today when it is left out
     * @param confirmed they are right although they look wrong
     */
    record Entered(
            @Nullable Map<String, BigDecimal> measurements,
            @Nullable LocalDate measured_on,
            @Nullable Boolean confirmed) {}

    record Held(List<Measurement> measurements) {}

    /** @param doubts what was not kept, and what may have been meant; send it again with {@code confirmed} */
    record Answer(List<Measurement> kept, List<Doubted> doubts) {}

    record Doubted(
            String kind, BigDecimal value, String why, Map<String, BigDecimal> meant, boolean can_be_confirmed) {}

    @Operation(summary = "My measures, each with its day and its history")
    @GetMapping
    Mono<Held> measurements(Principal.Customer me) {
        return today(me).flatMap(today -> measurements.of(me, today)).map(Held::new);
    }

    @Operation(summary = "Keeps measures in cm and kg; what looks wrong is not kept and comes back as a doubt")
    @PutMapping
    Mono<Answer> measured(Principal.Customer me, @RequestBody Entered entered) {
        Map<String, BigDecimal> told = told(entered);
        return today(me).flatMap(today -> {
            LocalDate on = day(entered, today);
            var how = new Measurements.Told(
                    Optional.empty(), Optional.empty(), "api", on, Boolean.TRUE.equals(entered.confirmed()));
            return measurements.record(me, told, how).map(MeasurementController::answer);
        });
    }

    private static Answer answer(Measurements.Recorded recorded) {
        return new Answer(
                recorded.kept(),
                recorded.doubts().stream()
                        .map(doubt ->
                                new Doubted(doubt.kind(), doubt.value(), doubt.why(), doubt.meant(), !doubt.isFinal()))
                        .toList());
    }

    private Map<String, BigDecimal> told(Entered entered) {
        if (entered.measurements() == null || entered.measurements().isEmpty()) {
            throw FieldErrors.of("measurements", "must have at least one of " + measurements.kinds());
        }
        entered.measurements().forEach((kind, value) -> {
            if (!measurements.kinds().contains(kind)) {
                throw FieldErrors.of("measurements", "may have " + measurements.kinds());
            }
            if (value == null
                    || value.signum() <= 0
                    || value.compareTo(LARGEST) > 0
                    || value.scale() > 4
                    || value.precision() > 20) {
                throw FieldErrors.of("measurements." + kind, "must be a number of cm or kg up to " + LARGEST);
            }
        });
        return entered.measurements();
    }

    private static LocalDate day(Entered entered, LocalDate today) {
        LocalDate on = entered.measured_on() == null ? today : entered.measured_on();
        if (on.isAfter(today) || on.isBefore(today.minusYears(OLDEST))) {
            throw FieldErrors.of("measured_on", "must be a day of the last " + OLDEST + " years");
        }
        return on;
    }

    private Mono<LocalDate> today(Principal.Customer me) {
        return tenants.tenant(me.tenant()).map(tenant -> LocalDate.now(clock.withZone(tenant.zone())));
    }
}
