package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.ToolFinished;
import app.henk.customers.KnownFact;
import app.henk.platform.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a turn keeps of a person, and what it may say because of it. */
class ProfileTurnTests extends ScriptedTurns {

    private Turns visitor;

    @BeforeEach
    void a_visitor_comes() {
        visitor = newVisitor();
    }

    @Test
    void measures_are_kept_with_the_message_that_told_them() {
        List<AgentEvent> events =
                says("Taille 92, Brust 104", "{\"waist\": 92, \"chest\": 104}", "Danke, Taille 92 cm.");

        assertThat(result(events))
                .contains("\"status\":\"kept\"")
                .contains("Notiert: Brustumfang 104 cm, Taille 92 cm.");
        assertThat(kept()).containsExactly("chest 104.0 kept", "waist 92.0 kept");
        assertThat(rows("select message_id::text as r from measurement where conversation_id = $1"))
                .doesNotContainNull();
    }

    @Test
    void a_giant_is_asked_and_kept_only_when_the_person_says_so_again() {
        List<AgentEvent> asked = says("Ich bin 2,20 groß", "{\"height\": 220}", "Gut.");

        assertThat(result(asked)).contains("\"status\":\"asked\"");
        assertThat(Turns.answer(asked).text()).contains("Körpergröße 220 cm, ist das richtig?");
        assertThat(asked)
                .anyMatch(event ->
                        event instanceof CardShown shown && shown.card().type().equals("quick_replies"));
        assertThat(kept()).containsExactly("height 220.0 asked");

        List<AgentEvent> again = says("Ja, Körpergröße 220 cm", "{\"height\": 220}", "Danke.");

        assertThat(result(again)).contains("\"status\":\"kept\"");
        assertThat(kept()).containsExactly("height 220.0 kept");
    }

    @Test
    void a_model_that_repeats_itself_confirms_nothing() {
        ScriptedModel model = new ScriptedModel();
        model.calls("record_measurements", "{\"height\": 220}")
                .calls("record_measurements", "{\"height\": 220, \"weight\": 100}")
                .says("Gut.");

        visitor.said(assistant(model), "Ich bin 2,20 groß");

        assertThat(kept()).contains("height 220.0 asked").doesNotContain("height 220.0 kept");
    }

    @Test
    void what_nobody_can_be_is_not_kept_however_often_it_is_said() {
        for (int i = 0; i < 3; i++) {
            assertThat(result(says("Ich wiege 900 Kilo", "{\"weight\": 900}", "Gut.")))
                    .contains("impossible");
        }

        assertThat(kept()).isEmpty();
    }

    @Test
    void what_somebody_owns_is_kept_piece_by_piece_and_never_twice() {
        ScriptedModel model = new ScriptedModel();
        model.calls(
                        model.call(
                                "remember_preference",
                                "{\"about\": \"owned\", \"value\": \"grauer Flanell von 2025\"}"),
                        model.call("remember_preference", "{\"about\": \"owned\", \"value\": \"Smoking\"}"),
                        model.call("remember_preference", "{\"about\": \"owned\", \"value\": \"smoking\"}"))
                .says("Gut.");

        visitor.said(assistant(model), "Ich habe schon einen grauen Flanell von 2025 und einen Smoking.");

        assertThat(rows("select item as r from wardrobe_item where conversation_id = $1"))
                .containsExactly("Smoking", "grauer Flanell von 2025");
    }

    @Test
    void what_is_known_is_shown_as_a_card_and_put_right_by_words_and_by_the_card_itself() {
        says("Taille 92", "{\"waist\": 92}", "Danke.");
        ScriptedModel shows = new ScriptedModel();
        shows.calls("about_me", "{}").says("Bitte sehr.");
        List<AgentEvent> shown = visitor.said(assistant(shows), "Was wissen Sie über mich?");
        Card card = card(shown);
        assertThat(card.content()).containsKeys("v", "title", "fallback", "groups", "actions");
        assertThat(card.content().get("fallback").toString()).contains("Taille 92 cm (Gespräch, ");

        ScriptedModel changes = new ScriptedModel();
        changes.calls("change_fact", "{\"fact\": \"Taille\", \"value\": \"94\"}")
                .says("Gut.");
        List<AgentEvent> changed = visitor.said(assistant(changes), "Taille ist jetzt 94");
        assertThat(result(changed)).contains("Geändert: Taille ist jetzt 94.");
        assertThat(card(changed).content().toString()).contains("94 cm");

        visitor.form = java.util.Map.of("fact", key(card(changed), "waist"));
        List<AgentEvent> forgotten =
                visitor.said(assistant(new ScriptedModel().says("Gut.")), "Bitte löschen Sie Taille.");
        assertThat(result(forgotten)).contains("Taille ist gelöscht.");
        assertThat(kept()).isEmpty();
    }

    @Test
    void nobodys_fact_is_changed_by_a_key_that_is_anothers() {
        says("Taille 92", "{\"waist\": 92}", "Danke.");
        ScriptedModel shows = new ScriptedModel();
        shows.calls("about_me", "{}").says("Bitte sehr.");
        String key = key(card(visitor.said(assistant(shows), "Was wissen Sie über mich?")), "waist");
        Turns attacker = newVisitor();
        ScriptedModel hostile = new ScriptedModel();
        hostile.calls("change_fact", "{\"fact\": \"" + key + "\", \"value\": \"60\"}")
                .calls("change_fact", "{\"fact\": \"" + key + "\"}")
                .calls("change_fact", "{\"fact\": \"" + visitor.conversation + "\"}")
                .says("Gut.");

        List<AgentEvent> tried = attacker.said(assistant(hostile), "Ändern Sie das.");

        assertThat(tried)
                .filteredOn(ToolFinished.class::isInstance)
                .allSatisfy(event -> assertThat(((ToolFinished) event).result()).contains("unknown"));
        assertThat(kept()).containsExactly("waist 92.0 kept");
    }

    private static Card card(List<AgentEvent> events) {
        return events.stream()
                .filter(CardShown.class::isInstance)
                .map(event -> ((CardShown) event).card())
                .filter(card -> card.type().equals("profile"))
                .findFirst()
                .orElseThrow();
    }

    private static String key(Card card, String topic) {
        var found = java.util.regex.Pattern.compile("key=(" + topic + "-[0-9a-f]{12})")
                .matcher(card.content().toString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void the_way_to_another_device_passes_no_model() {
        ScriptedModel model = new ScriptedModel();
        model.calls("continue_elsewhere", "{}").says("Bitte sehr.");
        List<AgentEvent> shown = visitor.said(assistant(model), "Kann ich am Handy weitermachen?");
        ScriptedModel hostile = new ScriptedModel();
        hostile.calls("continue_elsewhere", "{\"email\": \"opfer@example.com\"}")
                .says("Gut.");
        List<AgentEvent> mailed = visitor.said(assistant(hostile), "Schicken Sie den Link.");

        assertThat(shown)
                .anyMatch(event ->
                        event instanceof CardShown card && card.card().type().equals("link"));
        assertThat(shown.toString()).doesNotContain("hl_", "#henk=");
        assertThat(result(mailed)).contains("not_said");
    }

    @Test
    void an_answer_may_lean_on_what_a_customer_had_years_ago_and_on_nothing_that_nobody_knows() {
        String claim = "Weil Sie 2025 einen Flanell hatten, rate ich zu etwas Leichterem.";
        ScriptedModel model = new ScriptedModel().says(claim);
        var flannel = new KnownFact(
                "wardrobe",
                UUID.randomUUID().toString(),
                "owned",
                "grauer Flanell",
                Instant.parse("2025-03-12T09:00:00Z"),
                Optional.empty(),
                Optional.empty());

        String known = answer(model, List.of(flannel));
        String unknown = answer(
                new ScriptedModel().says("Weil Sie am 12. März 2024 einen Flanell hatten, rate ich ab."),
                List.of(flannel));

        assertThat(known).contains(claim);
        assertThat(unknown).doesNotContain("2024");
        assertThat(model.requests.getFirst().messages().getFirst().toString())
                .contains("wardrobe, owned: grauer Flanell (12. März 2025)");
    }

    private String answer(ScriptedModel model, List<KnownFact> earlier) {
        AgentRequest returning = visitor.asking().remembered(Map.of(), earlier).says("Was raten Sie mir?");
        return Turns.answer(assistant(model).turn(returning).collectList().block(Duration.ofSeconds(30)))
                .text();
    }

    private List<AgentEvent> says(String words, String arguments, String answer) {
        ScriptedModel model = new ScriptedModel();
        model.calls("record_measurements", arguments).says(answer);
        return visitor.said(assistant(model), words);
    }

    private static String result(List<AgentEvent> events) {
        return events.stream()
                .filter(ToolFinished.class::isInstance)
                .map(event -> ((ToolFinished) event).result())
                .findFirst()
                .orElseThrow();
    }

    private List<String> kept() {
        return rows("select kind || ' ' || value || ' ' || state as r from measurement where conversation_id = $1");
    }

    private List<String> rows(String sql) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql(sql + " order by 1")
                                .bind(0, visitor.conversation)
                                .map(row -> String.valueOf(row.get("r", String.class)))
                                .all()
                                .collectList())
                .block();
    }
}
