package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** The link in every mail's last line, for whoever reads the mailbox. */
@HenkTest
class WithdrawalTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Outbox outbox;

    @Autowired
    MailConsents consents;

    @Autowired
    MailRows rows;

    @Autowired
    MailLinks links;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private TenantId henk;
    private Principal.Visitor visitor;
    private String address;

    @BeforeEach
    void a_mail_that_waits() {
        henk = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        visitor = new Principal.Visitor(henk, Ids.next());
        address = "anna." + Ids.next() + "@example.com";
        assertThat(post("a")).isTrue();
    }

    @Test
    void looking_at_the_page_changes_nothing() {
        String page = get(link(), 200);

        assertThat(page)
                .contains("HENK Maßatelier", address, "<form method=\"post\">", "lang=\"de\"", "zu Ihren Terminen");
        assertThat(state()).isEqualTo("queued");
    }

    @Test
    void the_button_ends_mail_at_once_and_again_is_harmless() {
        URI link = link();

        assertThat(push(link, 200)).contains("Erledigt.", address);

        assertThat(state()).isEqualTo("withdrawn");
        assertThat(push(link, 200)).contains("Erledigt.");
        assertThat(get(link, 200)).contains("bereits nicht mehr").doesNotContain("<form");
        assertThat(post("b")).as("asking again is agreeing again").isTrue();
    }

    @Test
    void a_mail_program_may_push_the_button_itself() {
        URI link = link();

        http.post()
                .uri(relative(link))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("List-Unsubscribe=One-Click")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(state()).isEqualTo("withdrawn");
    }

    @Test
    void the_mailbox_ends_it_for_all_who_agreed_with_its_address() {
        var other = new Principal.Visitor(henk, Ids.next());
        transactions
                .in(
                        other.scope(),
                        () -> consents.agree(other, address, MailPurpose.APPOINTMENT)
                                .then(outbox.post(mail("of another"))))
                .block();

        push(link(), 200);

        assertThat(state()).isEqualTo("withdrawn");
        assertThat(transactions
                        .in(Scope.system(henk), () -> outbox.post(mail("of the shop")))
                        .block())
                .isFalse();
    }

    @Test
    void one_who_shares_a_mailbox_withdraws_for_himself() {
        var other = new Principal.Visitor(henk, Ids.next());
        transactions
                .in(
                        other.scope(),
                        () -> consents.agree(other, address, MailPurpose.APPOINTMENT)
                                .then(outbox.post(mail("of another")))
                                .then(consents.withdraw(address, MailPurpose.APPOINTMENT)))
                .block();

        assertThat(states()).isEqualTo("queued,withdrawn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a$b", "..."})
    void a_key_that_is_none_opens_nothing(String key) {
        assertThat(get(URI.create("http://localhost/mail/consents/" + key + "?language=fr"), 404))
                .contains("Ce lien n’existe pas");
        push(URI.create("http://localhost/mail/consents/" + key + "?language=xx"), 404);
    }

    private boolean post(String key) {
        return transactions
                .in(
                        visitor.scope(),
                        () -> consents.agree(visitor, address, MailPurpose.APPOINTMENT)
                                .then(outbox.post(mail(key))))
                .block();
    }

    private Mail mail(String key) {
        return new Mail(
                key + address,
                address,
                "appointment-confirmed",
                "de",
                Map.of("type", "Anprobe", "at", "morgen", "place", "Hamburg"));
    }

    private URI link() {
        byte[] key = transactions
                .in(
                        Scope.system(henk),
                        () -> rows.newest(java.util.Optional.empty(), java.util.Optional.empty(), 100)
                                .filter(mail -> mail.address().equals(address))
                                .next())
                .block()
                .withdrawKey()
                .orElseThrow();
        return links.withdrawal(key, "de");
    }

    private String get(URI link, int status) {
        return http.get()
                .uri(relative(link))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String push(URI link, int status) {
        return http.post()
                .uri(relative(link))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private java.util.function.Function<org.springframework.web.util.UriBuilder, URI> relative(URI link) {
        return builder -> URI.create(
                builder.build().toString().replaceFirst("/$", "") + link.getRawPath() + "?" + link.getRawQuery());
    }

    private String state() {
        return states().replaceFirst(",.*", "");
    }

    private String states() {
        return transactions
                .in(
                        Scope.system(henk),
                        () -> database.sql(
                                        "select string_agg(state, ',' order by id) as it from mail where address = $1")
                                .bind(0, address)
                                .map(row -> row.get("it", String.class))
                                .one()
                                .switchIfEmpty(Mono.just("")))
                .block();
    }
}
