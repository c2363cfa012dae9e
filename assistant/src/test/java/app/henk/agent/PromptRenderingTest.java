package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.TurnContext.Consent;
import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.OpeningHours;
import app.henk.identity.Tenant;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptRenderingTest {

    private static final AgentProperties LIMITS =
            new AgentProperties(4, Duration.ofSeconds(20), 1000, 50_000, 6000, 8000);

    private static final Tenant TAILOR = new Tenant(
            new TenantId(UUID.randomUUID()),
            "henk",
            "HENK Maßatelier",
            List.of("de", "en", "fr"),
            ZoneId.of("Europe/Berlin"),
            CurrencyUnit.EUR,
            new Tenant.Persona("HENK", Map.of("de", "Ihr Maßberater"), Map.of("de", "HENK kennt jedes Tuch.")),
            new Tenant.Contact("Nadeltwiete 12, 20459 Hamburg", "+49 40 66969120", "atelier@henk.example"),
            Map.of(DayOfWeek.TUESDAY, "10:00–19:00", DayOfWeek.FRIDAY, "10:00–19:00"),
            BigDecimal.ONE);

    private final PromptFiles prompts = new PromptFiles("");
    private final Wording wording = new Wording("");
    private final PromptComposer composer = new PromptComposer(prompts, new OpeningHours(wording), LIMITS);

    PromptRenderingTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr"})
    void renders_the_instructions_for_each_speaker_without_a_hole(String language) {
        for (Speaker speaker : Speaker.values()) {
            TurnContext turn = turn(speaker, language, Map.of("budget", "2000"));
            String all = composer.instructions(turn) + "\n" + composer.facts(turn, true, List.of());
            assertThat(all)
                    .doesNotContain("{{", "}}", "null")
                    .contains("You are HENK", "HENK kennt jedes Tuch.", "Promise nothing", "- budget: 2000");
            assertThat(all.length()).as("characters").isLessThan(6_000);
        }
    }

    @Test
    void begins_with_what_stays_the_same_from_turn_to_turn() {
        TurnContext first = turn(Speaker.VISITOR, "de", Map.of());
        TurnContext later = turn(Speaker.VISITOR, "de", Map.of("colour", "grün"));
        assertThat(composer.instructions(first)).isSameAs(composer.instructions(later));
        assertThat(composer.facts(first, true, List.of())).isNotEqualTo(composer.facts(later, true, List.of()));
    }

    @Test
    void tells_the_day_and_whether_somebody_is_there() {
        assertThat(composer.facts(turn(Speaker.VISITOR, "de", Map.of()), true, List.of()))
                .contains("Freitag, 20. November 2026 (2026-11-20)", "Di 10:00–19:00, Fr 10:00–19:00", "Open now.");
    }

    @Test
    void keeps_what_a_person_cannot_see_out_of_a_prompt() {
        assertThat(InputGuard.clean("Gu\u200bten\u202e \uDB40\uDC41Tag\u0000 👩‍🎨", 100))
                .isEqualTo("Guten Tag 👩‍🎨");
        assertThat(InputGuard.clean("x".repeat(50), 20)).hasSize(20);
    }

    @Test
    void what_a_person_told_first_is_read_again_however_much_was_looked_up_since() {
        List<Exchange> talk = new ArrayList<>(List.of(new Exchange(
                "Ich heirate am 12. Juni, kein Blau",
                "Gern.",
                List.of(new Step("a", "capture_lead", "{}", "{\"status\":\"stored\"}")))));
        String passage = "Flanell ist aufgerautes Tuch. ".repeat(45);
        for (int i = 0; i < 18; i++) {
            String found = ("{\"passages\":[" + ("{\"title\":\"Tuche\",\"text\":\"" + passage + "\"},").repeat(3)
                    + "{\"title\":\"Letztes\",\"text\":\"kurz\"}]}");
            talk.add(new Exchange(
                    "Frage " + i,
                    "Antwort " + i + " ".repeat(500),
                    List.of(new Step("k" + i, "search_knowledge", "{\"question\":\"Frage\"}", found))));
        }
        AgentRequest request = Asking.visitor(TAILOR).after(talk).says("Und jetzt?");

        List<ChatMessage> read = composer.compose(request, turn(Speaker.VISITOR, "de", Map.of()), "");

        assertThat(read).element(1).isEqualTo(UserMessage.from("Ich heirate am 12. Juni, kein Blau"));
        assertThat(read.toString()).contains("stored", "Frage 17", "Letztes");
        assertThat(read.toString().length()).isLessThan(40_000);
    }

    @Test
    void is_overridden_by_a_folder(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/persona.md"), "You are someone else.");
        var own = new PromptComposer(new PromptFiles(folder.toString()), new OpeningHours(wording), LIMITS);
        assertThat(own.instructions(turn(Speaker.VISITOR, "de", Map.of())))
                .startsWith("You are someone else.")
                .contains("Promise nothing");
    }

    @Test
    void says_each_of_its_own_sentences_in_every_language() {
        assertThat(keys("de")).isEqualTo(keys("en")).isEqualTo(keys("fr")).isNotEmpty();
        Map<String, Object> values = Map.ofEntries(
                Map.entry("persona", "HENK"),
                Map.entry("company", "HENK Maßatelier"),
                Map.entry("tool", "x"),
                Map.entry("from", true),
                Map.entry("amount", "990 €"),
                Map.entry("unit", ""),
                Map.entry("days", 42),
                Map.entry("name", "Alsterlicht"),
                Map.entry("question", "Führen Sie Zylinder?"),
                Map.entry("faults", "„Wert“ fehlt"),
                Map.entry("least", 0),
                Map.entry("most", 500),
                Map.entry("met", "sommerlich, blau"),
                Map.entry("first", "1. Januar 2026"),
                Map.entry("last", "31. Dezember 2026"),
                Map.entry("options", "offen, gewonnen"));
        for (String language : List.of("de", "en", "fr")) {
            for (String key : keys(language)) {
                for (int variant = 0; variant < wording.variants(key, language); variant++) {
                    assertThat(wording.say(key, language, variant, values))
                            .as(key)
                            .isNotBlank()
                            .doesNotContain("{", "  ");
                }
            }
        }
    }

    private List<String> keys(String language) {
        Stream<String> own = wording.keys(language).stream().filter(key -> key.startsWith("agent."));
        return own.sorted().toList();
    }

    private static TurnContext turn(Speaker speaker, String language, Map<String, String> remembered) {
        return new TurnContext(
                TAILOR,
                speaker,
                speaker == Speaker.VISITOR ? Optional.empty() : Optional.of("Anna"),
                language,
                ZonedDateTime.of(2026, 11, 20, 14, 0, 0, 0, TAILOR.zone()),
                remembered,
                Map.of(),
                Optional.of("/"),
                Consent.NOT_ASKED,
                0,
                "");
    }
}
