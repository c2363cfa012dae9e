package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.agent.AgentEvent.Answer;
import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.Outcome;
import app.henk.agent.AgentEvent.Text;
import app.henk.agent.AgentEvent.ToolFinished;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageType;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@HenkTest
class TurnTests {

    private static final String CONTACT = "{\"name\":\"Erika"
            + " Berger\",\"email\":\"erika.berger@mail.example\",\"occasion\":\"wedding\",\"budget\":2000}";

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    TurnOpening opening;

    @Autowired
    TurnEnding ending;

    @Autowired
    Wording wording;

    private final ScriptedModel model = new ScriptedModel();
    private final ScriptedModel offline = new ScriptedModel();
    private Turns visitor;
    private SalesAgent agent;

    @BeforeEach
    void someone_writes_to_the_tailor() {
        visitor = new Turns(tenants, transactions, database, "henk");
        agent = agentWith(new AgentProperties(4, Duration.ofSeconds(20), 1000, 50_000, 6000, 8000));
    }

    private SalesAgent agentWith(AgentProperties limits) {
        return new SalesAgent(opening, new AgentModels(model, offline), ending, wording, limits);
    }

    @Test
    void streams_the_answer_and_accounts_for_it() {
        model.says("Guten Tag", ", gern ", "berate ich Sie.");
        List<AgentEvent> events = visitor.said(agent, "Guten Tag, ich brauche einen Anzug.");
        assertThat(events)
                .startsWith(new Text("Guten Tag"), new Text(", gern "), new Text("berate ich Sie."))
                .hasSize(4);
        Answer answer = Turns.answer(events);
        assertThat(answer.text()).isEqualTo("Guten Tag, gern berate ich Sie.");
        assertThat(answer.language()).isEqualTo("de");
        assertThat(answer.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(answer.inputTokens()).isEqualTo(100);
    }

    @Test
    void says_first_that_it_is_a_machine_unless_the_client_has_shown_it() {
        model.says("Gern.");
        visitor.disclosed = false;
        Answer first = Turns.answer(visitor.said(agent, "I need a suit, please."));
        assertThat(first.text()).startsWith("This is HENK, the AI assistant").endsWith("\n\nGern.");
        Answer second = Turns.answer(visitor.said(agent, "And what do you have?"));
        assertThat(second.text()).doesNotContain("AI assistant");
    }

    @Test
    void searches_shows_cards_and_says_what_was_found() {
        model.calls("search_fabrics", "{\"occasions\":[\"wedding\"],\"seasons\":[\"summer\"],\"limit\":3}")
                .says("Hier sind drei Vorschläge.");
        List<AgentEvent> events = visitor.said(agent, "Ich heirate im Juni und suche einen leichten Anzug.");
        assertThat(events.stream().filter(CardShown.class::isInstance))
                .as(one(events, ToolFinished.class).result())
                .hasSize(3)
                .allSatisfy(shown -> {
                    Card card = ((CardShown) shown).card();
                    assertThat(card.type()).isEqualTo("product");
                    assertThat(card.content())
                            .containsKeys("v", "title", "fallback", "sku", "swatch", "price", "fields", "actions");
                    assertThat(card.content().get("price"))
                            .asString()
                            .matches("ab [\\d.]+\\h€")
                            .doesNotContain("{");
                });
        ToolFinished found = one(events, ToolFinished.class);
        assertThat(found.failed()).isFalse();
        assertThat(found.result()).contains("\"lead_days\"", "\"price\":\"");
        assertThat(Turns.answer(events).steps()).hasSize(1);
        assertThat(model.requests.get(1).messages().getLast()).isInstanceOf(ToolExecutionResultMessage.class);
    }

    @Test
    void repeats_a_price_that_was_looked_up_and_no_other() {
        model.calls("search_fabrics", "{\"text\":\"Kontor Marine\",\"limit\":1}")
                .says("Kontor Marine kostet ab 990 €. ", "Für Sie 790 €. ", "Gefällt er Ihnen?");
        Answer answer = Turns.answer(visitor.said(agent, "Was kostet Kontor Marine?"));
        assertThat(answer.text())
                .contains("Kontor Marine kostet ab 990 €.")
                .doesNotContain("790")
                .endsWith("Gefällt er Ihnen?");
    }

    @Test
    void keeps_an_earlier_answers_evidence() {
        model.calls("search_fabrics", "{\"text\":\"Kontor Marine\",\"limit\":1}")
                .says("Bitte sehr.");
        visitor.said(agent, "Zeigen Sie mir Kontor Marine.");
        ScriptedModel later = new ScriptedModel().says("Er kostet ab 990 €.");
        SalesAgent next = new SalesAgent(opening, new AgentModels(later, offline), ending, wording, limits());
        assertThat(Turns.answer(visitor.said(next, "Und was kostet der?")).text())
                .isEqualTo("Er kostet ab 990 €.");
        assertThat(later.requests.getFirst().messages().stream().map(message -> message.type()))
                .containsExactly(
                        ChatMessageType.SYSTEM,
                        ChatMessageType.USER,
                        ChatMessageType.AI,
                        ChatMessageType.TOOL_EXECUTION_RESULT,
                        ChatMessageType.AI,
                        ChatMessageType.USER);
    }

    @Test
    void never_begins_a_transcript_inside_a_tool_exchange() {
        model.calls("search_fabrics", "{\"limit\":6}").says("Bitte sehr.");
        visitor.said(agent, "Zeigen Sie mir alles.");
        ScriptedModel later = new ScriptedModel().says("Gern.");
        var small = new AgentProperties(4, Duration.ofSeconds(20), 1000, 50_000, 200, 8000);
        var composer = new PromptComposer(prompts, hours, small);
        var messages = composer.compose(visitor.asks("Und sonst?"), contextOf("Und sonst?"), "facts");
        assertThat(messages.stream().map(message -> message.type()))
                .containsExactly(
                        ChatMessageType.SYSTEM, ChatMessageType.USER, ChatMessageType.AI, ChatMessageType.USER);
        assertThat(messages.getLast()).isEqualTo(UserMessage.from("Und sonst?"));
        assertThat(later.requests).isEmpty();
    }

    @Autowired
    app.henk.agent.prompt.PromptFiles prompts;

    @Autowired
    app.henk.agent.tools.OpeningHours hours;

    private TurnContext contextOf(String text) {
        return opening.open(visitor.asks(text), new Spending(), Long.MAX_VALUE)
                .block()
                .context();
    }

    @Test
    void lets_the_offline_engine_go_on_where_a_model_broke_off() {
        model.breaksAfter("Guten Tag. ", "Für eine Hochzeit im ");
        offline.says("Ich mache hier weiter.");
        Answer answer = Turns.answer(visitor.said(agent, "Ich heirate."));
        assertThat(answer.text())
                .isEqualTo("Guten Tag. Für eine Hochzeit im … Verzeihung, hier bin ich unterbrochen worden."
                        + "\n\nIch mache hier weiter.");
        assertThat(answer.outcome()).isEqualTo(Outcome.FELL_BACK);
        assertThat(offline.requests.getFirst().turn().spoken()).startsWith("Guten Tag. Für eine Hochzeit");
    }

    @Test
    void ends_truly_when_everything_fails() {
        model.breaksAfter("Guten Tag. ");
        offline.breaksAfter();
        Answer answer = Turns.answer(visitor.said(agent, "Ich heirate."));
        assertThat(answer.text()).startsWith("Guten Tag. ").contains("hole einen Menschen dazu");
        assertThat(answer.outcome()).isEqualTo(Outcome.FELL_BACK);
    }

    @Test
    void ends_honestly_when_the_rounds_are_used_up() {
        model.calls("search_fabrics", "{\"text\":\"a\"}");
        Answer answer = Turns.answer(visitor.said(agent, "Suchen Sie, bis Sie schwarz werden."));
        assertThat(answer.outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(answer.text()).contains("Schritt für Schritt");
        assertThat(model.requests).hasSize(4);
        assertThat(model.requests.getLast().tools()).isEmpty();
    }

    @Test
    void ends_honestly_when_the_time_is_used_up() {
        agent = agentWith(new AgentProperties(4, Duration.ofMillis(300), 1000, 50_000, 6000, 8000));
        model.fallsSilentAfter("Einen Augenblick, ich sehe nach. ");
        Answer answer = Turns.answer(visitor.said(agent, "Bitte."));
        assertThat(answer.outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(answer.text())
                .startsWith("Einen Augenblick, ich sehe nach. ")
                .contains("höre ich hier auf");
    }

    @Test
    void ends_honestly_when_the_words_are_used_up() {
        model.isCutOffAfter("Das wäre so: ");
        Answer answer = Turns.answer(visitor.said(agent, "Erzählen Sie alles."));
        assertThat(answer.outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(answer.text()).contains("Hier kürze ich ab.");
    }

    @Test
    void asks_no_model_when_the_money_is_spent() {
        visitor.modelAllowed = false;
        offline.says("Gern.");
        assertThat(Turns.answer(visitor.said(agent, "Guten Tag")).text()).isEqualTo("Gern.");
        assertThat(model.requests).isEmpty();
    }

    @Test
    void stops_the_model_when_nobody_listens_any_more() {
        AtomicBoolean cancelled = new AtomicBoolean();
        model.replies(Flux.concat(
                        Flux.just(new app.henk.agent.model.ModelSignal.Text("Guten Tag.")),
                        Flux.<app.henk.agent.model.ModelSignal>never())
                .doOnCancel(() -> cancelled.set(true)));
        StepVerifier.create(agent.turn(visitor.asks("Guten Tag")))
                .expectNext(new Text("Guten Tag."))
                .thenCancel()
                .verify(Duration.ofSeconds(5));
        assertThat(cancelled).isTrue();
    }

    @Test
    void refuses_what_a_model_makes_of_tools_and_goes_on() {
        model.calls("delete_everything", "{}")
                .calls("search_fabrics", "{\"limit\":\"three\",\"tenant\":\"x\"}")
                .says("Das habe ich nicht gefunden.");
        List<AgentEvent> events = visitor.said(agent, "Bitte.");
        assertThat(events.stream().filter(ToolFinished.class::isInstance).map(e -> ((ToolFinished) e).result()))
                .satisfiesExactly(
                        unknown -> assertThat(unknown).contains("unknown_tool"),
                        wrong -> assertThat(wrong)
                                .contains(
                                        "wrong_arguments", "limit: muss eine Zahl sein", "tenant: gibt es hier nicht"));
        assertThat(Turns.answer(events).text()).isEqualTo("Das habe ich nicht gefunden.");
    }

    @Test
    void asks_for_consent_word_by_word_and_takes_a_plain_yes_for_it() {
        model.calls("capture_lead", CONTACT).says("Vielen Dank, Frau Berger.");
        List<AgentEvent> asked =
                visitor.said(agent, "Ich bin Erika Berger, erika.berger@mail.example, Hochzeit, Budget 2000 Euro.");
        assertThat(Turns.answer(asked).text())
                .startsWith("Vielen Dank, Frau Berger.")
                .endsWith("Sie können das jederzeit widerrufen.");
        Card form = one(asked, CardShown.class).card();
        assertThat(form.type()).isEqualTo("form");
        assertThat(leadsOfThisConversation()).isZero();

        ScriptedModel later = new ScriptedModel().calls("capture_lead", CONTACT).says("Das ist notiert.");
        SalesAgent next = new SalesAgent(opening, new AgentModels(later, offline), ending, wording, limits());
        List<AgentEvent> stored = visitor.said(next, "Ja, gern.");
        assertThat(one(stored, ToolFinished.class).result()).contains("\"status\":\"stored\"");
        assertThat(leadsOfThisConversation()).isOne();
        assertThat(memory("consent")).startsWith("contact-de-1 ");
    }

    @Test
    void takes_a_form_for_the_persons_own_word_without_asking_a_model() {
        model.calls("capture_lead", "{\"occasion\":\"wedding\"}").says("Gern.");
        visitor.said(agent, "Ich möchte einen Termin für meine Hochzeit.");
        visitor.form = Map.of("name", "Jan Sommer", "email", "jan.sommer@mail.example", "consent", "true");
        ScriptedModel later = new ScriptedModel().says("Vielen Dank, Herr Sommer.");
        SalesAgent next = new SalesAgent(opening, new AgentModels(later, offline), ending, wording, limits());
        List<AgentEvent> events = visitor.said(next, "name: Jan Sommer, email: jan.sommer@mail.example");
        assertThat(one(events, ToolFinished.class).result()).contains("\"status\":\"stored\"");
        assertThat(leadsOfThisConversation()).isOne();
        assertThat(((AiMessage) later.requests.getFirst().messages().reversed().get(1)).toolExecutionRequests())
                .hasSize(1);
    }

    @Test
    void stores_nobody_on_a_models_word() {
        model.calls("capture_lead", CONTACT).says("Erledigt.");
        List<AgentEvent> events = visitor.said(agent, "Ich suche einen Anzug.");
        assertThat(one(events, ToolFinished.class).result()).contains("not_said", "name", "email");
        assertThat(leadsOfThisConversation()).isZero();
    }

    @Test
    void offers_the_replies_that_the_engine_proposes() {
        offline.replies(Flux.just(
                new app.henk.agent.model.ModelSignal.Text("Für welchen Anlass?"),
                new app.henk.agent.model.ModelSignal.Finished(
                        AiMessage.builder()
                                .text("Für welchen Anlass?")
                                .attributes(Map.of(TurnEnding.QUICK_REPLIES, List.of("Hochzeit", "Beruf")))
                                .build(),
                        app.henk.agent.model.Usage.NONE,
                        "offline",
                        dev.langchain4j.model.output.FinishReason.STOP)));
        visitor.modelAllowed = false;
        Card card = one(visitor.said(agent, "Hallo"), CardShown.class).card();
        assertThat(card.type()).isEqualTo("quick_replies");
        assertThat(card.content().get("options")).asString().contains("Hochzeit", "Beruf");
        assertThat(card.content()).containsEntry("fallback", "Hochzeit · Beruf");
    }

    private AgentProperties limits() {
        return new AgentProperties(4, Duration.ofSeconds(20), 1000, 50_000, 6000, 8000);
    }

    private long leadsOfThisConversation() {
        return count("select count(*) from lead where conversation_id = $1");
    }

    private String memory(String key) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql("select value from memory where conversation_id = $1 and key = $2")
                                .bind(0, visitor.conversation)
                                .bind(1, key)
                                .map(row -> row.get(0, String.class))
                                .one())
                .block();
    }

    private long count(String sql) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql(sql)
                                .bind(0, visitor.conversation)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    private static <T extends AgentEvent> T one(List<AgentEvent> events, Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
