package app.henk.chat;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of a message that {@link ChatRequestReader} reads, for the published description of the API. */
final class ChatShapes {

    private ChatShapes() {}

    @Schema(
            name = "ChatMessage",
            description = "Our own: answered as JSON, or as AG-UI events where Accept asks for them")
    record Own(
            @Nullable
            @Schema(description = "At most 4000 characters; left out where a card is answered", example = "Guten Tag")
            String message,

            @Nullable @Schema(description = "Of the answer before; left out at the beginning")
            String session_id,

            @Nullable @Schema(description = "Your own id of the message: sent twice, it is answered once")
            String message_id,

            @Nullable @Schema(example = "de") String locale,

            @Nullable @Schema(description = "Key of the widget")
            String key,

            @Nullable @Schema(description = "Address of the page on which it is written")
            String page,

            @Nullable @Schema(description = "A button of a card by its id, or the values of a form")
            Map<String, Object> action,

            @Nullable @Schema(description = "Answers to interrupts: interruptId, status, payload")
            List<Map<String, Object>> resume,

            @Nullable @Schema(description = "The page has said that a machine answers")
            Boolean disclosed) {}

    @Schema(name = "AgUiRun", description = "A run of AG-UI; answered by its events. Only the last message is read")
    record AgUi(
            String threadId,
            @Nullable String runId,
            List<Map<String, Object>> messages,
            @Nullable List<Map<String, Object>> resume) {}

    @Schema(
            name = "AiSdkChat",
            description = "The AI SDK's chat; answered by its stream. Only the last message is read")
    record AiSdk(@Nullable String id, List<Map<String, Object>> messages) {}
}
