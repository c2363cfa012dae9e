package app.henk.crm;

import app.henk.crm.FormulaReport.Difference;
import app.henk.crm.FormulaReport.Judged;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenants;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tenant's own scoring formulas: never changed, added under a new version, one of them active. */
@Service
public class Formulas {

    private static final int MOST = 100;
    private static final int LONGEST = 20_000;
    /** Leads that a comparison looks at: as many decided as open ones. */
    private static final int TRIED = 5_000;

    private static final int SHOWN = 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final FormulaStore formulas;
    private final SalesRulesStore rules;
    private final LeadStore leads;
    private final Audit audit;
    private final Clock clock;

    Formulas(
            TenantTransactions transactions,
            Tenants tenants,
            FormulaStore formulas,
            SalesRulesStore rules,
            LeadStore leads,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.formulas = formulas;
        this.rules = rules;
        this.leads = leads;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first, at most a hundred. */
    Mono<List<FormulaStore.Kept>> all(Principal.Staff staff) {
        return transactions.in(
                staff.scope(), () -> formulas.all(staff.tenant(), MOST).collectList());
    }

    /**
     * Adds a version beside the others; it scores nothing until it is activated. Managers and administrators may. Fails
     * with a problem that says what is wrong with it, and with the conflict {@code formula-exists}.
     *
     * @param definition criteria whose maxima sum to 100
     */
    public Mono<String> add(Principal.Staff staff, JsonNode definition) {
        ScoringFormula formula = read(staff, definition);
        return transactions.in(
                staff.scope(),
                () -> formulas.add(staff.tenant(), formula.version(), definition.toString())
                        .filter(added -> added)
                        .switchIfEmpty(Mono.error(() -> Problem.conflict(
                                "formula-exists", "There is a formula of this version: give the new one another.")))
                        .then(audit.append(new Audit.Entry("api", "formula.added", formula.version())))
                        .thenReturn(formula.version()));
    }

    private static ScoringFormula read(Principal.Staff staff, JsonNode definition) {
        requireManager(staff);
        if (definition.toString().length() > LONGEST) {
            throw Problem.badRequest("formula-too-long", "A formula has at most " + LONGEST + " characters of JSON.");
        }
        String version = definition.path("version").asString("");
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            throw FieldErrors.of("version", "has 1 to 60 letters, digits, dots, dashes and underscores");
        }
        try {
            return JSON.treeToValue(definition, ScoringFormula.class);
        } catch (JacksonException wrong) {
            Throwable cause = wrong.getCause() instanceof IllegalArgumentException rule ? rule : wrong;
            throw Problem.badRequest(
                    "wrong-formula",
                    "This is no formula: "
                            + String.valueOf(cause.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
    }

    /** Scores every lead from now on. Fails with a not-found problem. */
    public Mono<Void> activate(Principal.Staff staff, String version) {
        requireManager(staff);
        return transactions
                .in(
                        staff.scope(),
                        () -> formulas.activate(staff.tenant(), version)
                                .filter(there -> there)
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("formula")))
                                .then(audit.append(new Audit.Entry("api", "formula.activated", version))))
                .doOnSuccess(done -> rules.forget(staff.tenant()));
    }

    /**
     * Two formulas on the same leads: the latest five thousand that were won or lost, and as many open ones. Fails with
     * a not-found problem.
     */
    public Mono<FormulaReport> compare(Principal.Staff staff, String one, String other) {
        return tenants.tenant(staff.tenant()).flatMap(tenant -> {
            LocalDate today = LocalDate.now(clock.withZone(tenant.zone()));
            return transactions.in(
                    staff.scope(),
                    () -> formulas.tried(staff.tenant(), TRIED)
                            .collectList()
                            .flatMap(tried -> Mono.zip(
                                            trial(staff, one, tried, today), trial(staff, other, tried, today))
                                    .flatMap(both -> Mono.zip(
                                                    judged(staff, one, both.getT1()),
                                                    judged(staff, other, both.getT2()))
                                            .map(judged -> new FormulaReport(
                                                    judged.getT1(),
                                                    judged.getT2(),
                                                    differences(tried, both.getT1(), both.getT2()))))));
        });
    }

    private Mono<FormulaTrial> trial(Principal.Staff staff, String version, List<Lead> tried, LocalDate today) {
        return formulas.all(staff.tenant(), MOST)
                .filter(kept -> kept.version().equals(version))
                .next()
                .switchIfEmpty(Mono.error(() -> Problem.notFound("formula")))
                .map(kept -> new FormulaTrial(kept.formula(), tried, today));
    }

    private Mono<Judged> judged(Principal.Staff staff, String version, FormulaTrial trial) {
        return formulas.opinions(staff.tenant(), version, true)
                .flatMap(good ->
                        formulas.opinions(staff.tenant(), version, false).map(bad -> trial.judged(good, bad)));
    }

    private static List<Difference> differences(List<Lead> tried, FormulaTrial one, FormulaTrial other) {
        return tried.stream()
                .filter(lead -> !FormulaTrial.isDecided(lead))
                .map(lead -> new Difference(
                        lead.id(),
                        (lead.firstName() + " " + lead.lastName()).strip(),
                        one.points(lead),
                        other.points(lead)))
                .sorted(Comparator.comparingInt((Difference d) -> Math.abs(d.one() - d.other()))
                        .reversed())
                .limit(SHOWN)
                .toList();
    }

    /**
     * A formula learned from the latest five thousand leads that were won or lost; only where it ranks better than the
     * active one on those of them that it has not seen. Keeps nothing: whoever wants it adds it.
     */
    Mono<LearnedFormula.Offer> learned(Principal.Staff staff) {
        requireManager(staff);
        return tenants.tenant(staff.tenant())
                .zipWith(rules.rules(staff.tenant()))
                .flatMap(known -> transactions
                        .in(
                                staff.scope(),
                                () -> formulas.tried(staff.tenant(), TRIED)
                                        .filter(FormulaTrial::isDecided)
                                        .collectList())
                        // arithmetic for some tens of milliseconds
                        .publishOn(Schedulers.boundedElastic())
                        .flatMap(decided -> {
                            LocalDate today =
                                    LocalDate.now(clock.withZone(known.getT1().zone()));
                            return Mono.justOrEmpty(
                                    LearnedFormula.offer(known.getT2().scoring(), decided, "learned-" + today, today));
                        }));
    }

    /** What a colleague thinks of a lead's score of now; the last word of each counts. Fails with a not-found problem. */
    public Mono<Void> feedback(Principal.Staff staff, UUID lead, boolean good) {
        return tenants.tenant(staff.tenant())
                .zipWith(rules.rules(staff.tenant()))
                .flatMap(known -> transactions.in(
                        staff.scope(),
                        () -> leads.find(staff.tenant(), lead, false)
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("lead")))
                                .map(found -> known.getT2()
                                        .scoring()
                                        .score(
                                                found.facts(),
                                                LocalDate.now(clock.withZone(
                                                        known.getT1().zone()))))
                                .flatMap(score -> formulas.feedback(staff.tenant(), lead, staff.user(), score, good))));
    }

    private static void requireManager(Principal.Staff staff) {
        if (staff.role() == Role.SALES) {
            throw Problem.forbidden("Managers and administrators decide how leads are scored.");
        }
    }
}
