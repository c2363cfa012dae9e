package app.henk.chat;

import app.henk.agent.Acts;
import app.henk.chat.ChatRequest.Dialect;
import app.henk.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tells the dialects apart by the body's shape and takes from each only what a person may say. Bodies of foreign
 * protocols may carry more than we know; our own may not.
 */
@Component
class ChatRequestReader {

    private static final int MAX_TEXT = 4_000;
    private static final int MAX_ID = 128;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();
    static final Set<String> OWN_FIELDS =
            Set.of("message", "session_id", "message_id", "locale", "key", "page", "action", "resume", "disclosed");

    ChatRequest read(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.badRequest("not-an-object", "Send a JSON object such as {\"message\": \"Guten Tag\"}.");
        }
        if (body.path("messages").isArray()) {
            return body.has("threadId") ? agUi(body) : aiSdk(body);
        }
        return own(body);
    }

    private ChatRequest own(JsonNode body) {
        for (String field : body.propertyNames()) {
            if (!OWN_FIELDS.contains(field)) {
                throw Problem.badRequest(
                        "unknown-field", "The field '" + shorten(field) + "' is not known here. Known: " + known());
            }
        }
        Acts acts = ActsReader.read(body);
        Map<String, String> form = form(body, acts);
        String text = body.has("message") ? text(body.get("message"), "message") : readable(form, acts);
        return new ChatRequest(
                Dialect.HENK,
                string(body, "session_id"),
                string(body, "message_id"),
                Optional.empty(),
                true,
                checked(text),
                form,
                acts,
                string(body, "locale"),
                string(body, "page"),
                body.path("disclosed").asBoolean(false));
    }

    private ChatRequest agUi(JsonNode body) {
        Acts acts = ActsReader.read(body);
        Map<String, String> form = form(body, acts);
        boolean writes = form.isEmpty() && acts.answers().isEmpty();
        JsonNode last = writes ? lastOfUser(body.get("messages")) : NOTHING;
        String text = writes ? content(last) : readable(form, acts);
        return new ChatRequest(
                Dialect.AG_UI,
                string(body, "threadId"),
                writes ? string(last, "id") : Optional.empty(),
                string(body, "runId"),
                body.has("protocolVersion"),
                checked(text),
                form,
                acts,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private ChatRequest aiSdk(JsonNode body) {
        Acts acts = ActsReader.read(body);
        JsonNode last = acts.answers().isEmpty() ? lastOfUser(body.get("messages")) : NOTHING;
        StringBuilder text = new StringBuilder();
        for (JsonNode part : last.path("parts")) {
            if (part.path("type").asString("").equals("text")) {
                text.append(part.path("text").asString(""));
            }
        }
        String said =
                !acts.answers().isEmpty() ? readable(Map.of(), acts) : text.isEmpty() ? content(last) : text.toString();
        return new ChatRequest(
                Dialect.AI_SDK,
                string(body, "id"),
                string(last, "id"),
                Optional.empty(),
                false,
                checked(said),
                Map.of(),
                acts,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Whatever roles the client claims for the others, only the last message of the person counts. */
    private static JsonNode lastOfUser(JsonNode messages) {
        JsonNode last = messages.isEmpty() ? messages : messages.get(messages.size() - 1);
        if (!last.isObject() || !last.path("role").asString("").equals("user")) {
            throw Problem.badRequest(
                    "no-user-message", "The last entry of 'messages' must be the person's message, with role 'user'.");
        }
        return last;
    }

    private static String content(JsonNode message) {
        JsonNode content = message.path("content");
        if (!content.isArray()) {
            return text(content, "content");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    /** The answer to a form: of our own cards {@code action.values}, of an interrupt {@code resume[].payload}. */
    private static Map<String, String> form(JsonNode body, Acts acts) {
        JsonNode values = body.path("action").path("values");
        if (values.isMissingNode()
                && acts.answers().isEmpty()
                && body.path("resume").isArray()) {
            values = body.path("resume").path(0).path("payload");
        }
        return ActsReader.fields(values);
    }

    private static String readable(Map<String, String> form, Acts acts) {
        List<String> said = new ArrayList<>();
        // in no language: which one the person speaks is not known here
        acts.answers().forEach(answer -> said.add(answer.approved() ? "✓" : "✗"));
        form.forEach((field, value) -> said.add(field + ": " + value));
        return String.join("\n", said);
    }

    private static Optional<String> string(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String text = text(value, field);
        if (text.length() > (field.equals("page") ? 2_000 : MAX_ID)) {
            throw Problem.badRequest("too-long", "The field '" + field + "' is too long.");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static String text(JsonNode value, String field) {
        if (!value.isString()) {
            throw Problem.badRequest("wrong-type", "The field '" + field + "' must be a text.");
        }
        return value.asString();
    }

    /** What a person wrote, when it can be kept as it is. */
    static String checked(String text) {
        if (text.isBlank()) {
            throw Problem.badRequest("empty-message", "The message is empty. Write something in 'message'.");
        }
        if (text.length() > MAX_TEXT) {
            throw Problem.badRequest(
                    "message-too-long",
                    "The message has " + text.length() + " characters; at most " + MAX_TEXT + " are read at once.");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                throw Problem.badRequest(
                        "broken-text",
                        "The message contains U+0000 or half of a surrogate pair at position " + i + ".");
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    private static String known() {
        return String.join(", ", OWN_FIELDS.stream().sorted().toList()) + ".";
    }

    static String shorten(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
