package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody has more than twenty questions open at a time, and whoever asks another one is told so. */
class ManyQuestionsTests extends WithOpenQuestion {

    private final String mark = "q" + Ids.next();

    @AfterEach
    void all_are_answered() {
        rows(
                system(),
                "update open_question set state = 'answered', answer = 'Ja.', answered_at = now()"
                        + " where state = 'open' and gist like '" + mark + "%'");
    }

    @Test
    void a_question_beyond_twenty_open_ones_is_refused_in_words_and_nothing_of_it_is_kept() {
        Principal.Visitor who = visitor();
        has_asked(20, who.conversation());
        String address = "many." + Ids.next() + "@mail.example";

        JsonNode refused = asksLater(who, address);
        JsonNode searched = read(call(who, "search_knowledge", Map.of("question", question), ""));

        assertThat(refused.path("status").asString()).isEqualTo("too_many");
        assertThat(refused.path("say").asString())
                .contains("so viele Fragen", tailor.contact().phone());
        assertThat(searched.path("note").asString()).doesNotContain("ask_later");
        assertThat(open(sales())).extracting(one -> one.path("text").asString()).doesNotContain(question);
        assertThat(count("select count(*) from mail_consent where address = '" + address + "'"))
                .isZero();
    }

    @Test
    void whoever_waits_for_nineteen_answers_may_ask_once_more() {
        Principal.Visitor who = visitor();
        has_asked(19, who.conversation());

        later(who, "last@mail.example");

        assertThat(listed().path("waiting").asInt()).isEqualTo(1);
        // and add another address to it
        later(who, "other@mail.example");
    }

    @Test
    void what_is_answered_no_longer_counts() {
        Principal.Visitor who = visitor();
        has_asked(20, who.conversation());
        all_are_answered();

        later(who, "again@mail.example");

        assertThat(listed().path("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void over_http_it_is_too_many_as_well() {
        String session = ApiClient.newSession(http);
        has_asked(20, ApiClient.conversation(session));
        String address = "many." + Ids.next() + "@mail.example";

        JsonNode refused = ApiClient.ofSession(http, session)
                .post("/api/knowledge/questions", Map.of("question", question, "email", address, "consent", true), 429);

        assertThat(refused.path("type").asString()).endsWith("/too-many-questions");
    }

    private JsonNode asksLater(Principal.Visitor who, String address) {
        return read(call(who, "ask_later", Map.of("question", question, "email", address), "Gern, an " + address));
    }

    private void has_asked(int many, UUID conversation) {
        rows(
                system(),
                "insert into open_question (tenant_id, id, language, text, gist) select henk.tenant(),"
                        + " gen_random_uuid(), 'de', 'Nummer ' || n, '" + mark + "' || n from generate_series(1, "
                        + many
                        + ") n");
        rows(
                system(),
                "insert into question_asker (tenant_id, id, question_id, conversation_id, text, language)"
                        + " select tenant_id, gen_random_uuid(), id, '" + conversation + "', text, language"
                        + " from open_question where gist like '" + mark + "%'");
    }

    private Scope system() {
        return Scope.system(tailor.id());
    }
}
