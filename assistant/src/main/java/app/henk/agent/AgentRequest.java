package app.henk.agent;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One message to be answered, with all that the turn may know. The agent holds no state: history comes in, events go
 * out.
 *
 * @param run names this turn; with a call's id it makes every tool call idempotent
 * @param message the message that is answered, kept as the source of what the turn remembers
 * @param locale of the person's browser or profile, e.g. {@code de}; the message's own language wins
 * @param transcript earlier exchanges, oldest first, bounded by the caller
 * @param remembered facts about this person (see {@link ConversationDesk#remember})
 * @param now in the tenant's zone
 * @param page the page on which the visitor writes, when the widget says so; not trusted
 * @param form the fields of a filled-in form card; {@code text} then says the same as a readable sentence. A field
 *     {@code consent} of {@code true} is the person's own tick
 * @param disclosed the client has shown that an AI answers and that a person can be asked for, as the widget's greeting
 *     does; otherwise the conversation's first answer begins with it
 * @param modelAllowed false when the tenant's spending limit is reached: the offline engine answers
 * @param helpers people of the house in this conversation
 * @param acts what the person did besides writing; {@code text} then says the same in words
 */
public record AgentRequest(
        Principal principal,
        Tenant tenant,
        UUID conversation,
        UUID run,
        UUID message,
        String text,
        String locale,
        List<Exchange> transcript,
        Remembered remembered,
        ZonedDateTime now,
        Optional<String> page,
        Map<String, String> form,
        boolean disclosed,
        boolean modelAllowed,
        Helpers helpers,
        Acts acts) {

    /**
     * What people of the house have to do with a conversation.
     *
     * @param waiting a person was asked for and has not come yet
     * @param failed how many answers in a row, up to the latest, did not help
     * @param notes what colleagues left for the assistant when they handed back, the latest first: staff's own word
     */
    public record Helpers(boolean waiting, int failed, List<String> notes) {
        public static final Helpers NONE = new Helpers(false, 0, List.of());
    }

    /**
     * A question and its answer.
     *
     * @param steps tool calls with their results in order, as {@link Answer} gave them; kept so that "the second one"
     *     and the figures of an earlier answer keep their evidence
     * @param cutShort the answer was stopped or broke off: {@code steps} need not be all that was read for it
     */
    public record Exchange(String question, String answer, List<Step> steps, boolean cutShort) {

        public Exchange(String question, String answer, List<Step> steps) {
            this(question, answer, steps, false);
        }

        /** With these steps instead. */
        Exchange with(List<Step> others) {
            return new Exchange(question, answer, others, cutShort);
        }

        /** Whether it may hold what somebody outside wrote: of what was cut short and says nothing of it, nobody knows. */
        boolean isTainted() {
            return steps.isEmpty() ? cutShort : steps.stream().anyMatch(Step::tainted);
        }
    }

    /**
     * One call of a tool and what it returned, both as JSON.
     *
     * @param tainted the result holds text that somebody outside wrote
     * @param question the token of the confirmation that the result waited for
     */
    public record Step(
            String callId, String tool, String arguments, String result, boolean tainted, Optional<String> question) {

        private static final JsonMapper JSON = JsonMapper.builder().build();

        public Step(String callId, String tool, String arguments, String result) {
            this(callId, tool, arguments, result, false, Optional.empty());
        }

        /** One of its arguments; missing also where what a model wrote is no JSON. */
        JsonNode argument(String name) {
            return part(arguments, name);
        }

        /** A part of what it returned; missing also in a result that was too long to be kept whole. */
        JsonNode returned(String name) {
            return part(result, name);
        }

        /** Whether it is a call of this tool, and what came of it is this; a refused one comes to nothing. */
        boolean did(String called, String status) {
            return tool.equals(called) && returned("status").asString("").equals(status);
        }

        private static JsonNode part(String json, String name) {
            try {
                return JSON.readTree(json).path(name);
            } catch (JacksonException noJson) {
                return MissingNode.getInstance();
            }
        }
    }
}
