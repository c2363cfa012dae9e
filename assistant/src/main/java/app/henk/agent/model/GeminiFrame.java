package app.henk.agent.model;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one event of Gemini's stream into an answer, in one pass and without a tree. */
final class GeminiFrame {

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private final int offset;
    private final JsonParser parser;
    private final GeminiAnswer answer;

    private GeminiFrame(byte[] bytes, int offset, JsonParser parser, GeminiAnswer answer) {
        this.bytes = bytes;
        this.offset = offset;
        this.parser = parser;
        this.answer = answer;
    }

    /** Fails with Jackson's exception if these bytes are not the JSON that was promised. */
    static void read(byte[] bytes, int offset, int length, GeminiAnswer answer) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            JsonToken start = parser.nextToken();
            if (start == JsonToken.START_ARRAY) {
                start = parser.nextToken();
            }
            if (start == JsonToken.START_OBJECT) {
                new GeminiFrame(bytes, offset, parser, answer).response();
            }
        }
    }

    private void response() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "candidates" -> firstCandidate(value);
                case "usageMetadata" -> usage(value);
                case "modelVersion" -> answer.modelVersion(parser.getValueAsString(""));
                case "promptFeedback" -> promptFeedback(value);
                case "error" -> answer.failed(rawObject());
                default -> parser.skipChildren();
            }
        }
    }

    private void firstCandidate(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            return;
        }
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            candidate();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                parser.skipChildren();
            }
        }
    }

    private void candidate() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "content" -> content(value);
                case "finishReason" -> answer.finishReason(parser.getValueAsString(""));
                default -> parser.skipChildren();
            }
        }
    }

    private void content(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken parts = parser.nextToken();
            if (name.equals("parts") && parts == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    part();
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    /** What is more than bare text is kept byte for byte, for the model wants it back unchanged. */
    private void part() {
        int start = tokenStart();
        String text = "";
        boolean thought = false;
        boolean signed = false;
        boolean special = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "text" -> text = parser.getValueAsString("");
                case "thought" -> thought = value == JsonToken.VALUE_TRUE;
                case "thoughtSignature" -> signed = value == JsonToken.VALUE_STRING;
                case "functionCall" -> {
                    special = true;
                    functionCall(value);
                }
                default -> {
                    special = true;
                    parser.skipChildren();
                }
            }
        }
        if (!text.isEmpty() && !thought) {
            answer.said(text);
        }
        if (signed || special) {
            answer.keep(slice(start, tokenEnd()));
        } else if (!text.isEmpty() && !thought) {
            answer.keepText(text);
        }
    }

    private void functionCall(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        String id = null;
        String called = "";
        String arguments = "{}";
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken inner = parser.nextToken();
            switch (name) {
                case "id" -> id = parser.getValueAsString();
                case "name" -> called = parser.getValueAsString("");
                case "args" -> arguments = inner == JsonToken.START_OBJECT ? rawObject() : "{}";
                default -> parser.skipChildren();
            }
        }
        call(id, called, arguments);
    }

    private void call(@Nullable String id, String name, String arguments) {
        answer.called(id == null || id.isEmpty() ? LocalCallId.next() : id, name, arguments);
    }

    private void usage(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        int input = 0;
        int cached = 0;
        int output = 0;
        int thoughts = 0;
        int toolUse = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "promptTokenCount" -> input = parser.getValueAsInt();
                case "cachedContentTokenCount" -> cached = parser.getValueAsInt();
                case "candidatesTokenCount" -> output = parser.getValueAsInt();
                case "thoughtsTokenCount" -> thoughts = parser.getValueAsInt();
                case "toolUsePromptTokenCount" -> toolUse = parser.getValueAsInt();
                default -> parser.skipChildren();
            }
        }
        answer.usage(new Usage(input + toolUse, cached, output, thoughts));
    }

    private void promptFeedback(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("blockReason")) {
                answer.promptBlocked(parser.getValueAsString(""));
            } else {
                parser.skipChildren();
            }
        }
    }

    private String rawObject() {
        int start = tokenStart();
        parser.skipChildren();
        return slice(start, tokenEnd());
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int tokenEnd() {
        return (int) parser.currentLocation().getByteOffset();
    }

    private String slice(int start, int end) {
        return new String(bytes, offset + start, end - start, StandardCharsets.UTF_8);
    }
}
