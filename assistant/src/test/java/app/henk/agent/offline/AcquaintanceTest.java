package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.Remembered;
import app.henk.agent.TurnContext;
import app.henk.agent.TurnContext.Consent;
import app.henk.agent.TurnContext.Speaker;
import app.henk.customers.KnownFact;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of somebody from elsewhere counts until the person says otherwise. */
class AcquaintanceTest {

    private static final Instant MARCH = Instant.parse("2025-03-12T10:00:00Z");

    @Test
    void what_a_colleague_noted_is_known_and_what_the_person_says_counts_more() {
        Remembered noted = new Remembered(
                Map.of(),
                List.of(),
                List.of("Marta: doch lieber grün", "Marta: Hochzeit am 12. Juni, bis 1800 Euro, blau"));

        Brief brief = brief(noted, "Es dürfen auch 2000 Euro sein");

        assertThat(brief.wanted("occasion")).containsExactly("occasion.wedding");
        assertThat(brief.wanted("colour")).containsExactly("colour.green");
        assertThat(brief.budget().flatMap(Budget::max).orElseThrow()).isEqualByComparingTo("2000");
    }

    @Test
    void what_somebody_did_not_like_before_is_left_out_until_it_is_asked_for() {
        Remembered earlier = new Remembered(
                Map.of(), List.of(fact("memory", "pattern.not", "Karo"), fact("memory", "colour.not", "schwarz")));

        assertThat(brief(earlier, "Etwas fürs Büro").avoided()).contains("pattern.check", "colour.black");
        assertThat(brief(earlier, "Diesmal gern mit Karo").avoided()).containsExactly("colour.black");
    }

    private static KnownFact fact(String section, String topic, String value) {
        return new KnownFact(section, "ref", topic, value, MARCH, Optional.empty(), Optional.empty());
    }

    private static Brief brief(Remembered remembered, String said) {
        TurnContext plain = new TurnContext(
                Rehearsal.tenant("henk"),
                Speaker.CUSTOMER,
                Optional.of("Anna"),
                "de",
                Rehearsal.NOW,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Consent.NOT_ASKED,
                0,
                "");
        TurnContext turn = new TurnContext(
                plain.tenant(),
                plain.speaker(),
                plain.speakerName(),
                plain.language(),
                plain.now(),
                remembered,
                plain.form(),
                plain.page(),
                plain.consent(),
                plain.turn(),
                plain.spoken(),
                plain.goods(),
                plain.answerable(),
                plain.terms());
        List<ChatMessage> messages = List.of(UserMessage.from(said));
        return Rehearsal.model().dialogue(messages, turn).brief;
    }
}
