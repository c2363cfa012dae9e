package app.henk.chat;

import app.henk.agent.AgentEvent;
import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import io.r2dbc.postgresql.codec.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was said in a conversation before a message, as the turn that answers it reads it. In the caller's transaction. */
@Component
class Transcripts {

    // steps that were kept before they could be tainted say nothing of it
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};

    private static final String TRANSCRIPT = """
            select role, text, steps, outcome, speaker_name from message
             where tenant_id = :tenant and conversation_id = :conversation and id < :message
             order by id desc limit :limit
            """;

    private static final String NOTES = """
            select holder_name, note from handoff where tenant_id = :tenant and conversation_id = :conversation
               and note <> '' order by ended_at desc limit 3
            """;

    private final DatabaseClient database;
    private final ChatProperties properties;

    Transcripts(DatabaseClient database, ChatProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /**
     * @param exchanges oldest first
     * @param failed how many answers in a row, up to the latest, did not help
     * @param notes what colleagues left when they handed the conversation back, the latest first
     */
    record Past(List<Exchange> exchanges, int failed, List<String> notes) {}

    Mono<Past> before(Scope scope, UUID conversation, UUID message) {
        return transcript(scope, conversation, message)
                .zipWhen(past -> past.stream().anyMatch(said -> said.role().equals("staff"))
                        ? notes(scope, conversation)
                        : Mono.just(List.<String>of()))
                .map(both -> new Past(exchanges(both.getT1()), failed(both.getT1()), both.getT2()));
    }

    /** How many answers in a row, up to the latest, did not help. A person's word begins a new count. */
    private static int failed(List<Said> newestFirst) {
        int failed = 0;
        for (Said said : newestFirst) {
            if (said.role().equals("user")) {
                continue;
            }
            if (!AgentEvent.Outcome.failed(said.outcome())) {
                return failed;
            }
            failed++;
        }
        return failed;
    }

    private Mono<List<String>> notes(Scope scope, UUID conversation) {
        return database.sql(NOTES)
                .bind("tenant", scope.tenant().value())
                .bind("conversation", conversation)
                .map(row -> Row.value(row, "holder_name", String.class) + ": " + Row.value(row, "note", String.class))
                .all()
                .collectList();
    }

    private Mono<List<Said>> transcript(Scope scope, UUID conversation, UUID before) {
        return database.sql(TRANSCRIPT)
                .bind("tenant", scope.tenant().value())
                .bind("conversation", conversation)
                .bind("message", before)
                .bind("limit", properties.transcript())
                .map(row -> new Said(
                        Row.value(row, "role", String.class),
                        Row.value(row, "text", String.class),
                        steps(row.get("steps", Json.class)),
                        Optional.ofNullable(row.get("outcome", String.class)).orElse(""),
                        Optional.ofNullable(row.get("speaker_name", String.class))))
                .all()
                .collectList();
    }

    private record Said(String role, String text, List<Step> steps, String outcome, Optional<String> speaker) {

        /** The assistant's words, when they did not come to their own end. */
        boolean isCutShort() {
            return outcome.equals("stopped") || outcome.equals("interrupted");
        }

        /** A colleague's words stand under the colleague's name, so that the assistant does not take them for its own. */
        String answer() {
            return speaker.map(name -> name + ": " + text).orElse(text);
        }
    }

    /** Newest first in, oldest first out; a question whose answer never came is kept with an empty one. */
    private static List<Exchange> exchanges(List<Said> newestFirst) {
        Deque<Exchange> exchanges = new ArrayDeque<>();
        String answer = "";
        List<Step> steps = List.of();
        boolean cutShort = false;
        for (Said said : newestFirst) {
            if (said.role().equals("user")) {
                exchanges.addFirst(new Exchange(said.text(), answer, steps, cutShort));
                answer = "";
                steps = List.of();
                cutShort = false;
            } else {
                cutShort = cutShort || said.isCutShort();
                answer = answer.isEmpty() ? said.answer() : said.answer() + "\n\n" + answer;
                steps = said.speaker().isPresent() ? steps : said.steps();
            }
        }
        return new ArrayList<>(exchanges);
    }

    static List<Step> steps(@Nullable Json steps) {
        return steps == null ? List.of() : JSON.readValue(steps.asString(), STEPS);
    }
}
