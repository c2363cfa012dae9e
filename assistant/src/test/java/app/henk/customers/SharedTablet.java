package app.henk.customers;

import app.henk.ApiClient;
import app.henk.crm.LeadCapture;
import app.henk.crm.Leads;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Ben talks on the family's tablet; Anna signs in on it, and Ben's talk is in her account. */
final class SharedTablet {

    final Person anna;
    final Principal.Visitor ben;
    final String bensKey;
    final ApiClient admin;
    private final WebTestClient http;

    /** @param before what Ben has besides, before Anna signs in */
    SharedTablet(WebTestClient http, TenantId tailor, Leads leads, Consumer<Principal.Visitor> before) {
        this.http = http;
        anna = Person.who(http);
        anna.says("Ich bin Ben und suche einen Anzug für meine Hochzeit");
        bensKey = anna.session();
        ben = new Principal.Visitor(tailor, anna.conversation());
        leads.capture(ben, wish()).block();
        before.accept(ben);
        anna.signsInAfterTalking();
        admin = ApiClient.signedIn(http, "admin@henk.example");
    }

    private LeadCapture wish() {
        return new LeadCapture(
                ben.conversation(),
                Optional.of("Ben Muster"),
                Optional.of("ben." + Ids.next() + "@mail.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("wedding"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.now())),
                "de");
    }

    JsonNode moves() {
        return admin.get("/api/accounts/" + anna.account() + "/moves", 200).path("moves");
    }

    String move() {
        return moves().get(0).path("id").asString();
    }

    /** What Anna's account says of Ben: nothing, once his talk has left it. */
    JsonNode heldOf(String module, String table) {
        return anna.export().path("held").path(module).path(table);
    }

    /** The key that the link gives to whoever opens it. */
    String opens(JsonNode link, int status) {
        String url = link.path("url").asString();
        return ApiClient.nobody(http)
                .post("/api/chat/links/redeem", Map.of("token", url.substring(url.indexOf("#henk=") + 6)), status)
                .path("session_id")
                .asString("");
    }

    int history(String key) {
        return ApiClient.nobody(http)
                .get("/api/chat/" + key + "/messages")
                .getStatus()
                .value();
    }

    Principal.Customer annasAccount() {
        return new Principal.Customer(ben.tenant(), UUID.fromString(anna.account()), anna.email(), "Anna");
    }
}
