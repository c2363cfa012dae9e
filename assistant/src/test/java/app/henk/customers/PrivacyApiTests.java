package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The same by other doors: what a customer may ask for over HTTP. */
@HenkTest
class PrivacyApiTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Environment settings;

    private Catalogue catalogue;
    private Person anna;

    @BeforeEach
    void anna() throws Exception {
        catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
        anna = Person.who(http).signsInAfterTalking("Ich suche einen Anzug");
        catalogue.plant(anna.traces());
    }

    @Test
    void a_copy_comes_as_a_pdf_to_read() throws Exception {
        byte[] pdf = anna.get("/api/me/export?format=pdf")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/pdf")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();

        try (var document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text).contains(anna.token(), "Nachrichten", "Zusagen").doesNotContain("$argon2id$");
        }
        anna.get("/api/me/export?format=docx").expectStatus().isBadRequest();
    }

    @Test
    void one_purpose_is_taken_back_or_all_of_them() throws Exception {
        catalogue.execute("insert into mail_consent (tenant_id, id, address, purpose, source, source_id, withdraw_key)"
                + " select tenant_id, gen_random_uuid(), '" + anna.email() + "', p, 'account', id,"
                + " decode(md5(id::text || p) || '0011223344556677', 'hex') from account, unnest(array['order', 'answer']) p"
                + " where id = '" + anna.account() + "'");

        anna.exchange(HttpMethod.DELETE, "/api/me/consents/order")
                .expectStatus()
                .isNoContent();
        assertThat(open("mail_consent where purpose = 'order' and address = '" + anna.email() + "' and"))
                .isZero();
        assertThat(open("mail_consent where purpose = 'answer' and address = '" + anna.email() + "' and"))
                .isOne();
        assertThat(open("consent where account_id = '" + anna.account() + "' and"))
                .isPositive();

        anna.exchange(HttpMethod.DELETE, "/api/me/consents/all").expectStatus().isNoContent();
        assertThat(open("mail_consent where address = '" + anna.email() + "' and"))
                .isZero();
        assertThat(open("consent where account_id = '" + anna.account() + "' and"))
                .isZero();
        assertThat(catalogue.count("select count(*) from lead where conversation_id = '" + anna.conversation()
                        + "' and blocked_at is not null"))
                .isOne();
        // harmless to repeat
        anna.exchange(HttpMethod.DELETE, "/api/me/consents/all").expectStatus().isNoContent();
    }

    @Test
    void a_customer_agrees_to_mail_about_orders_once_and_takes_it_back() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        String agreed = "mail_consent where purpose = 'order' and address = '" + anna.email() + "' and";

        anna.exchange(HttpMethod.PUT, "/api/me/consents/order").expectStatus().isNoContent();
        anna.exchange(HttpMethod.PUT, "/api/me/consents/order").expectStatus().isNoContent();

        assertThat(open(agreed)).isOne();
        anna.exchange(HttpMethod.DELETE, "/api/me/consents/order")
                .expectStatus()
                .isNoContent();
        assertThat(open(agreed)).isZero();
        // being contacted is agreed to with the wish, in words that are kept
        anna.exchange(HttpMethod.PUT, "/api/me/consents/contact").expectStatus().isBadRequest();
    }

    @Test
    void an_unknown_purpose_is_refused_with_those_that_there_are() {
        anna.exchange(HttpMethod.DELETE, "/api/me/consents/everything")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.purposes")
                .isArray();
    }

    @Test
    void nobody_does_it_without_an_account_or_as_staff() {
        for (String path : new String[] {"/api/me/export", "/api/me/consents/all"}) {
            http.method(path.endsWith("export") ? HttpMethod.GET : HttpMethod.DELETE)
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    private long open(String of) throws Exception {
        return catalogue.count("select count(*) from " + of + " withdrawn_at is null");
    }
}
