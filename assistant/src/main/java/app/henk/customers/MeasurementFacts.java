package app.henk.customers;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Principal;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The latest measures as facts. Whoever is measured anew says so with {@link Measurements}, where it is doubted. */
@Component
@Order(30)
class MeasurementFacts implements PersonalFacts {

    private final MeasurementStore store;
    private final String units;

    MeasurementFacts(MeasurementStore store, MeasurementRules rules) {
        this.store = store;
        this.units = rules.measures().values().stream()
                .map(measure -> " when '" + measure.kind() + "' then '" + measure.unit() + "'")
                .collect(Collectors.joining("", "case kind", " else '' end"));
    }

    @Override
    public String section() {
        return "measurements";
    }

    @Override
    public String query() {
        return "select distinct on (kind) kind as ref, kind as topic, trim_scale(value) || ' ' || " + units
                + " as value, (measured_on + time '12:00') at time zone 'UTC' as at, conversation_id, message_id from measurement"
                + " where tenant_id = henk.tenant() and state = 'kept' and (account_id = " + ACCOUNTS
                + " or conversation_id = " + CONVERSATIONS + ") order by kind, measured_on desc, told_at desc";
    }

    @Override
    public boolean isForAdvice() {
        return true;
    }

    @Override
    public boolean isCorrectable(String topic) {
        return true;
    }

    @Override
    public boolean isForgettable(String topic) {
        return true;
    }

    @Override
    public Mono<Boolean> forget(Principal who, String ref) {
        return store.forget(who, ref);
    }
}
