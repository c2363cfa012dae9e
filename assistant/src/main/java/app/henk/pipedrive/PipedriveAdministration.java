package app.henk.pipedrive;

import app.henk.crm.Pipelines;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.pipedrive.wire.Access;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What changes how a company is connected with Pipedrive; an administrator's, each of it stands in the book of what was done. */
@Service
public class PipedriveAdministration {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{8,200}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?/?");

    private final Connections connections;
    private final ConnectionStore store;
    private final Keyring keyring;
    private final StageTable stages;
    private final StandingStore standings;
    private final FirstImport firstImport;
    private final Reconciliation reconciliation;
    private final Pipelines pipelines;
    private final PipedriveSettings settings;
    private final Audit audit;

    PipedriveAdministration(
            Connections connections,
            ConnectionStore store,
            Keyring keyring,
            StageTable stages,
            StandingStore standings,
            FirstImport firstImport,
            Reconciliation reconciliation,
            Pipelines pipelines,
            PipedriveSettings settings,
            Audit audit) {
        this.connections = connections;
        this.store = store;
        this.keyring = keyring;
        this.stages = stages;
        this.standings = standings;
        this.firstImport = firstImport;
        this.reconciliation = reconciliation;
        this.pipelines = pipelines;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * What a check found.
     *
     * @param user in whose name Henk writes there
     * @param unknown names of stages there that nobody has said what they are here
     * @param missing of field, webhook, stages
     */
    public record Found(String company, String user, int stages, List<String> unknown, List<String> missing) {

        static Found of(Connections.Check check) {
            return new Found(
                    check.company(),
                    check.user(),
                    check.stages().size(),
                    check.stages().stream()
                            .filter(stage -> stage.key().isEmpty())
                            .map(StageTable.RemoteStage::name)
                            .toList(),
                    check.missing());
        }
    }

    /** What an import would do with one kind of record. */
    public record ImportPlan(String kind, int linked, int link, int create, int left) {}

    /**
     * Connects with an API token. Fails with a problem that says what is wrong with it.
     *
     * @param baseUrl where Pipedrive is; the installation's own when nothing is said
     */
    public Mono<Found> connect(Principal.Staff staff, String token, Optional<String> baseUrl) {
        requireAdministrator(staff);
        String secret = token.strip();
        if (!TOKEN.matcher(secret).matches()) {
            return Mono.error(FieldErrors.of("api_token", "must be the token as Pipedrive shows it, without spaces"));
        }
        String address =
                baseUrl.map(String::strip).filter(text -> !text.isEmpty()).orElse(settings.baseUrl());
        if (!ADDRESS.matcher(address).matches()) {
            return Mono.error(FieldErrors.of("base_url", "must look like https://company.pipedrive.com"));
        }
        Access access = new Access(staff.tenant(), address, secret, false);
        return connections
                .connect(access, Connection.Kind.TOKEN, Optional.of(secret))
                .delayUntil(done -> standings.mended(staff.tenant(), Outcome.Reason.FIELD, Outcome.Reason.STAGE))
                .delayUntil(done -> note(staff, "pipedrive.connected"))
                .map(Found::of);
    }

    public Mono<Found> check(Principal.Staff staff) {
        requireAdministrator(staff);
        return connections
                .check(staff.tenant())
                .delayUntil(done -> standings.mended(staff.tenant(), Outcome.Reason.FIELD, Outcome.Reason.STAGE))
                .map(Found::of);
    }

    /** Nothing is sent or read any more until {@link #resume}; what changes waits. */
    public Mono<Void> stop(Principal.Staff staff) {
        requireAdministrator(staff);
        return connected(staff)
                .then(store.become(staff.tenant(), Connection.State.STOPPED, Optional.empty()))
                .then(note(staff, "pipedrive.stopped"));
    }

    /** Also ends a pause. */
    public Mono<Void> resume(Principal.Staff staff) {
        requireAdministrator(staff);
        return connected(staff)
                .then(store.become(staff.tenant(), Connection.State.CONNECTED, Optional.empty()))
                .then(note(staff, "pipedrive.resumed"));
    }

    /**
     * Deals in a stage here go to that stage there from now on.
     *
     * @param here key, name or synonym of an open stage
     * @param there its name or id
     */
    public Mono<Overview.StageMapping> map(Principal.Staff staff, String here, String there) {
        requireAdministrator(staff);
        TenantId tenant = staff.tenant();
        return connected(staff)
                .then(pipelines.stages(tenant))
                .zipWith(stages.all(tenant))
                .flatMap(both -> {
                    Stage own = open(both.getT1(), here);
                    StageTable.RemoteStage other = remote(both.getT2(), there);
                    return stages.map(tenant, own.key(), other.id())
                            .then(standings.mended(tenant, Outcome.Reason.STAGE))
                            .then(note(staff, "pipedrive.stage-mapped"))
                            .thenReturn(
                                    new Overview.StageMapping(other.id(), other.name(), Optional.of(own.key()), true));
                });
    }

    private static Stage open(Stages stages, String words) {
        return stages.named(words)
                .filter(Stage::isOpen)
                .orElseThrow(() -> FieldErrors.of(
                        "here",
                        stages.all().stream()
                                .filter(Stage::isOpen)
                                .map(Stage::key)
                                .collect(Collectors.joining(", ", "is no open stage; there are: ", ""))));
    }

    private static StageTable.RemoteStage remote(List<StageTable.RemoteStage> stages, String words) {
        String wanted = words.strip();
        return stages.stream()
                .filter(stage -> stage.name().equalsIgnoreCase(wanted)
                        || Long.toString(stage.id()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> FieldErrors.of(
                        "there",
                        stages.stream()
                                .map(StageTable.RemoteStage::name)
                                .collect(Collectors.joining(", ", "is no stage of Pipedrive; there are: ", ""))));
    }

    /** What a first import would do; changes nothing. */
    public Mono<List<ImportPlan>> planImport(Principal.Staff staff) {
        requireAdministrator(staff);
        return account(staff)
                .flatMap(firstImport::plan)
                .onErrorMap(Failure.class, Connections::said)
                .map(plans -> plans.stream()
                        .map(plan ->
                                new ImportPlan(plan.kind(), plan.linked(), plan.link(), plan.create(), plan.left()))
                        .toList());
    }

    /** Begins the import; how many records are to be read. */
    public Mono<Long> beginImport(Principal.Staff staff) {
        requireAdministrator(staff);
        return account(staff)
                .flatMap(firstImport::begin)
                .onErrorMap(Failure.class, Connections::said)
                .delayUntil(many -> note(staff, "pipedrive.import-begun"));
    }

    /** Compares both sides now: what changed lately, or everything. */
    public Mono<Void> compare(Principal.Staff staff, boolean everything) {
        requireAdministrator(staff);
        return account(staff)
                .flatMap(account -> reconciliation
                        .recent(account)
                        .then(everything ? reconciliation.everything(account) : Mono.empty()))
                .onErrorMap(Failure.class, Connections::said);
    }

    private Mono<Account> account(Principal.Staff staff) {
        return keyring.of(staff.tenant()).switchIfEmpty(Mono.error(Connections::notConnected));
    }

    private Mono<Connection> connected(Principal.Staff staff) {
        return store.find(staff.tenant()).switchIfEmpty(Mono.error(Connections::notConnected));
    }

    private Mono<Void> note(Principal.Staff staff, String action) {
        return audit.record(staff, new Audit.Entry("api", action, staff.tenant().toString()));
    }

    static void requireAdministrator(Principal.Staff staff) {
        if (staff.role() != Role.ADMIN) {
            throw Problem.forbidden("Only an administrator may do this.");
        }
    }
}
