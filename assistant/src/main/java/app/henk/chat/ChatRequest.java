package app.henk.chat;

import app.henk.agent.Acts;
import java.util.Map;
import java.util.Optional;

/**
 * One message as a client sent it, whatever its dialect. Roles, tools, history and state that clients send along are
 * not here: the server has its own.
 *
 * @param session the id that the client gave, if any
 * @param messageId the client's own id of the message, by which a repeat is recognised
 * @param text what the person wrote, or a readable form of what a form or button said
 * @param form values of a form card that is answered
 * @param acts what the person did besides writing: confirm cards answered, a card's button pressed
 * @param disclosed the client has shown that an AI answers and that a person can be asked for
 */
record ChatRequest(
        Dialect dialect,
        Optional<String> session,
        Optional<String> messageId,
        Optional<String> clientRunId,
        boolean speaksVersion1,
        String text,
        Map<String, String> form,
        Acts acts,
        Optional<String> locale,
        Optional<String> page,
        boolean disclosed) {

    enum Dialect {
        /** {@code {message, session_id}}; answered as JSON or as AG-UI events by Accept. */
        HENK,
        AG_UI,
        AI_SDK
    }
}
