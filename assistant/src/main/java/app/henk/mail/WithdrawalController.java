package app.henk.mail;

import app.henk.identity.Tenants;
import app.henk.platform.ClientAddress;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Ends mail for whoever holds a mail: its key stands in the link. Looking changes nothing, because mail programs and
 * scanners look at links too; the button does, and the one of mail programs themselves (RFC 8058).
 */
@Tag(name = "Mail")
@RestController
@RequestMapping(path = "/mail/consents/{key}", produces = MediaType.TEXT_HTML_VALUE)
class WithdrawalController {

    private static final String FIND =
            "select tenant_id, address, purpose, open from henk.mail_consent_of_key($1) limit 1";

    private final DatabaseClient database;
    private final TenantTransactions transactions;
    private final MailConsents consents;
    private final Templates templates;
    private final Tenants tenants;
    private final WithdrawalPage page;
    private final Limits limits;
    private final ClientAddress clients;

    WithdrawalController(
            DatabaseClient database,
            TenantTransactions transactions,
            MailConsents consents,
            Templates templates,
            Tenants tenants,
            WithdrawalPage page,
            Limits limits,
            ClientAddress clients) {
        this.database = database;
        this.transactions = transactions;
        this.consents = consents;
        this.templates = templates;
        this.tenants = tenants;
        this.page = page;
        this.limits = limits;
        this.clients = clients;
    }

    private record Consent(TenantId tenant, String address, MailPurpose purpose, boolean open) {}

    @Operation(summary = "The page that asks whether mail about this shall end")
    @GetMapping
    Mono<ResponseEntity<String>> look(
            @PathVariable String key, @RequestParam(defaultValue = "en") String language, ServerHttpRequest request) {
        String spoken = templates.language(language);
        return consent(key, request)
                .flatMap(consent -> tenants.tenant(consent.tenant())
                        .map(tenant -> consent.open()
                                ? page.question(tenant.name(), consent.address(), consent.purpose(), spoken)
                                : page.settled("closed", tenant.name(), consent.address(), consent.purpose(), spoken)))
                .switchIfEmpty(Mono.fromSupplier(() -> page.unknown(spoken)));
    }

    @Operation(summary = "Ends mail about this, at once; again is harmless")
    @PostMapping
    Mono<ResponseEntity<String>> withdraw(
            @PathVariable String key, @RequestParam(defaultValue = "en") String language, ServerHttpRequest request) {
        String spoken = templates.language(language);
        return consent(key, request)
                .flatMap(consent -> transactions
                        .in(
                                Scope.system(consent.tenant()),
                                () -> consents.withdraw(consent.address(), consent.purpose()))
                        .then(tenants.tenant(consent.tenant()))
                        .map(tenant ->
                                page.settled("done", tenant.name(), consent.address(), consent.purpose(), spoken)))
                .switchIfEmpty(Mono.fromSupplier(() -> page.unknown(spoken)));
    }

    private Mono<Consent> consent(String key, ServerHttpRequest request) {
        return limits.check(Limit.API_ADDRESS, clients.of(request))
                .then(Mono.justOrEmpty(MailLinks.key(key)))
                .flatMap(bytes -> database.sql(FIND)
                        .bind(0, bytes)
                        .map(row -> new Consent(
                                new TenantId(Row.value(row, "tenant_id", UUID.class)),
                                Row.value(row, "address", String.class),
                                MailPurpose.valueOf(
                                        Row.value(row, "purpose", String.class).toUpperCase(Locale.ROOT)),
                                Row.value(row, "open", Boolean.class)))
                        .one());
    }
}
