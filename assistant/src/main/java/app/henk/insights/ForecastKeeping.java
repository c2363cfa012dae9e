package app.henk.insights;

import app.henk.identity.Tenants;
import app.henk.platform.jobs.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps each tenant's forecast of the day, so that later one can tell how far it came true. */
@Component
class ForecastKeeping implements Job {

    private final Tenants tenants;
    private final KeptForecasts kept;

    ForecastKeeping(Tenants tenants, KeptForecasts kept) {
        this.tenants = tenants;
        this.kept = kept;
    }

    @Override
    public String name() {
        return "forecasts";
    }

    /** Often enough that a day is not missed while nobody runs it for some hours. */
    @Override
    public Duration every() {
        return Duration.ofHours(3);
    }

    @Override
    public Mono<Void> run() {
        return tenants.all().concatMapDelayError(kept::keep).then();
    }
}
