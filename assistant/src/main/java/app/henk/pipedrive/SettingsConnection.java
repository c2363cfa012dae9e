package app.henk.pipedrive;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.pipedrive.wire.Access;
import app.henk.platform.StartNotice;
import app.henk.platform.jobs.Job;
import app.henk.platform.jobs.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Connects the installation's own company with the token of the settings: one instance does, until it has worked. */
@Component
class SettingsConnection implements Job, StartNotice {

    private static final Logger log = LoggerFactory.getLogger(SettingsConnection.class);

    private final PipedriveSettings settings;
    private final Tenants tenants;
    private final ConnectionStore store;
    private final Connections connections;
    private final ObjectProvider<Jobs> jobs;
    private final String defaultTenant;
    private final boolean enabled;

    SettingsConnection(
            PipedriveSettings settings,
            Tenants tenants,
            ConnectionStore store,
            Connections connections,
            ObjectProvider<Jobs> jobs,
            @Value("${henk.default-tenant:}") String defaultTenant,
            @Value("${henk.jobs:true}") boolean enabled) {
        this.settings = settings;
        this.tenants = tenants;
        this.store = store;
        this.connections = connections;
        this.jobs = jobs;
        this.defaultTenant = defaultTenant;
        this.enabled = enabled;
    }

    @Override
    public String name() {
        return "pipedrive-connection";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (enabled && settings.hasToken()) {
            jobs.getObject().runNow(name()).onErrorReturn(false).subscribe();
        }
    }

    @Override
    public Mono<Void> run() {
        return settings.hasToken() ? own().flatMap(this::connect) : Mono.empty();
    }

    private Mono<Tenant> own() {
        return tenants.all()
                .collectList()
                .flatMap(all -> Mono.justOrEmpty(all.stream()
                        .filter(tenant -> tenant.slug().equals(defaultTenant))
                        .findFirst()
                        .or(() -> all.stream().findFirst())));
    }

    /** What an administrator connected otherwise, or stopped, stays. A refused token is tried again: it may be another. */
    private Mono<Void> connect(Tenant tenant) {
        return store.find(tenant.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .filter(before -> before.isEmpty()
                        || (before.get().kind() == Connection.Kind.SETTINGS
                                && before.get().state() != Connection.State.STOPPED
                                && (before.get().state() == Connection.State.REFUSED
                                        || !before.get()
                                                .baseUrl()
                                                .equals(access(tenant).baseUrl()))))
                .flatMap(before -> connections.connect(access(tenant), Connection.Kind.SETTINGS, Optional.empty()))
                .doOnNext(found -> log.info("Pipedrive of {} is connected: {}", tenant.slug(), found.company()))
                .then();
    }

    private Access access(Tenant tenant) {
        return new Access(tenant.id(), settings.baseUrl(), settings.apiToken().strip(), false);
    }

    @Override
    public List<Line> lines() {
        return settings.hasToken() ? List.of(new Line(35, "Pipedrive", settings.baseUrl())) : List.of();
    }
}
