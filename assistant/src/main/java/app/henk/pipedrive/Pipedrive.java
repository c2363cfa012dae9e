package app.henk.pipedrive;

import app.henk.crm.Entity;
import app.henk.identity.Principal;
import app.henk.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What staff can ask about Pipedrive, and have tried again. */
@Service
public class Pipedrive {

    private static final int MOST = 100;
    private static final Duration MISSED_IS_SAID = Duration.ofDays(7);

    private final ConnectionStore store;
    private final StageTable stages;
    private final StandingStore standings;
    private final Budget budget;
    private final ChangesThere changesThere;
    private final Clock clock;

    Pipedrive(
            ConnectionStore store,
            StageTable stages,
            StandingStore standings,
            Budget budget,
            ChangesThere changesThere,
            Clock clock) {
        this.store = store;
        this.stages = stages;
        this.standings = standings;
        this.budget = budget;
        this.changesThere = changesThere;
        this.clock = clock;
    }

    public Mono<Overview> overview(Principal.Staff staff) {
        TenantId tenant = staff.tenant();
        return store.find(tenant)
                .flatMap(connection -> Mono.zip(standings.counts(tenant), budget.meter(tenant), stages.all(tenant))
                        .map(all -> overview(all.getT1(), connection, all.getT2(), all.getT3())))
                .switchIfEmpty(Mono.defer(() -> standings.unsent(tenant).map(Pipedrive::notConnected)));
    }

    private Overview overview(
            StandingStore.Counts counts, Connection connection, Budget.Meter meter, List<StageTable.RemoteStage> all) {
        Optional<Connection.Pause> pause =
                connection.pause().filter(paused -> paused.until().isAfter(clock.instant()));
        String state = connection.state() == Connection.State.CONNECTED && pause.isPresent()
                ? "paused"
                : connection.state().sql();
        return new Overview(
                state,
                Optional.of(connection.companyName()),
                connection.problem().or(() -> pause.map(Connection.Pause::why)),
                pause.map(Connection.Pause::until),
                counts.waiting(),
                counts.since(),
                counts.failed(),
                counts.synced(),
                counts.incoming(),
                counts.unread(),
                counts.conflicts(),
                meter.tokens(),
                meter.limit(),
                meter.calls(),
                connection.webhook().isPresent(),
                connection
                        .missedAt()
                        .filter(at -> at.isAfter(clock.instant().minus(MISSED_IS_SAID)))
                        .map(at -> new Overview.Missed(at, !connection.hasMissed(connection.sweptAt()))),
                connection.reconciledAt(),
                all.stream()
                        .map(stage -> new Overview.StageMapping(stage.id(), stage.name(), stage.key(), stage.outward()))
                        .toList());
    }

    private static Overview notConnected(long unsent) {
        return new Overview(
                "not_connected",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                unsent,
                Optional.empty(),
                0,
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Whether Pipedrive was ever connected; costs less than the overview. */
    public Mono<Boolean> isConnected(Principal.Staff staff) {
        return store.find(staff.tenant()).hasElement();
    }

    /** Where a record stands. */
    public Mono<Standing> standing(Principal.Staff staff, Entity entity, UUID id) {
        return standings.of(staff.tenant(), entity.name().toLowerCase(Locale.ROOT), id);
    }

    /** @param state waiting, failed, synced or left; at most 100 */
    public Mono<List<Standing>> in(Principal.Staff staff, String state, int most) {
        return standings.in(staff.tenant(), state, Math.min(most, MOST));
    }

    /** Tries one record again, or everything that waits or failed, here and there. How many. */
    public Mono<Long> retry(Principal.Staff staff, Optional<Entity> entity, Optional<UUID> id) {
        return standings.retry(staff.tenant(), entity.map(kind -> kind.name().toLowerCase(Locale.ROOT)), id);
    }

    /** What stands there and could not be kept here, the oldest first; at most 100. */
    public Mono<List<Unread>> unread(Principal.Staff staff) {
        return standings.unread(staff.tenant(), MOST);
    }

    public Mono<List<Conflict>> conflicts(Principal.Staff staff, Optional<Instant> since) {
        return standings.conflicts(staff.tenant(), since, MOST);
    }

    /** What Pipedrive changed here since then, the newest first; at most 100. */
    public Mono<List<ChangeThere>> changedThere(Principal.Staff staff, Instant since) {
        return changesThere.since(staff, since, MOST);
    }
}
