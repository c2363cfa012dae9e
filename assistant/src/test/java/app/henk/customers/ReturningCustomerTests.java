package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Facts follow their person from one conversation into the next. */
@HenkTest
class ReturningCustomerTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Environment settings;

    @Autowired
    KnownFacts facts;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    Tenants tenants;

    @Test
    void what_was_told_as_a_visitor_is_known_in_the_next_conversation_with_its_message() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni, Budget 2000 Euro");
        Person ben = Person.who(http).signsInAfterTalking("Ich suche einen Smoking");

        List<KnownFact> known = known(anna, Ids.next());

        assertThat(known).extracting(KnownFact::topic).contains("occasion", "budget");
        assertThat(known).allSatisfy(fact -> {
            assertThat(fact.conversation()).contains(anna.conversation());
            assertThat(fact.message()).isPresent();
        });
        assertThat(known(ben, Ids.next())).noneMatch(fact -> fact.value().contains("2000"));
        // in the conversation itself it is not from elsewhere
        assertThat(known(anna, anna.conversation())).isEmpty();
    }

    @Test
    void the_latest_forty_facts_reach_a_turn_and_agreements_do_not() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        var catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
        try (var connection = catalogue.connect();
                var sql = connection.createStatement()) {
            sql.execute("insert into memory (tenant_id, conversation_id, key, value, message_id) select tenant_id, id,"
                    + " 'other' || n, 'x' || n, id from conversation, generate_series(1, 59) n where id = '"
                    + anna.conversation() + "'");
            sql.execute("insert into memory (tenant_id, conversation_id, key, value, message_id) select tenant_id, id,"
                    + " 'consent', 'contact-de-1 2026-01-01T00:00:00Z', id from conversation where id = '"
                    + anna.conversation() + "'");
        }

        assertThat(known(anna, Ids.next()))
                .hasSize(40)
                .noneMatch(fact -> fact.topic().equals("consent"));
    }

    @Test
    void advice_says_what_of_earlier_years_it_leans_on_also_without_a_model() {
        ApiClient clara = ApiClient.signedIn(http, "customer@henk.example");

        String reply = clara.post(
                        "/api/chat",
                        Map.of("message", "Ich suche einen Anzug fürs Büro, für den Winter, bis 1500 Euro"),
                        200)
                .path("reply")
                .asString();
        String stranger = ApiClient.nobody(http)
                .post(
                        "/api/chat",
                        Map.of("message", "Ich suche einen Anzug fürs Büro, für den Winter, bis 1500 Euro"),
                        200)
                .path("reply")
                .asString();

        assertThat(reply).containsPattern("Weil Sie 20\\d\\d „(Businessanzug|Anzug aus).*“ bestellt haben");
        assertThat(stranger).doesNotContain("Weil Sie");
        assertThat(clara.post("/api/chat", Map.of("message", "Was hatte ich zuletzt bei Ihnen?"), 200)
                        .path("reply")
                        .asString())
                .contains("Businessanzug Kontor Marine (", "Anzug aus grauem Flanell (");
    }

    private List<KnownFact> known(Person who, UUID conversation) {
        var tenant = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        var customer = new Principal.Customer(tenant.id(), UUID.fromString(who.account()), who.email(), "Anna");
        return transactions
                .in(customer.scope(), () -> facts.earlier(customer, conversation))
                .block();
    }
}
