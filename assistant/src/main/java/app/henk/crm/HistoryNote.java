package app.henk.crm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What use cases note in the history of people and deals by themselves.
 *
 * @param tainted the text came from outside
 */
record HistoryNote(
        String type,
        String subject,
        String body,
        @Nullable UUID contact,
        @Nullable UUID lead,
        @Nullable UUID deal,
        @Nullable UUID conversation,
        @Nullable UUID actor,
        boolean tainted) {

    static final int LONGEST_SUBJECT = 300;

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.put("subject", cut(subject));
        fields.put("body", body);
        fields.put("contact_id", Optional.ofNullable(contact));
        fields.put("lead_id", Optional.ofNullable(lead));
        fields.put("deal_id", Optional.ofNullable(deal));
        fields.put("conversation_id", Optional.ofNullable(conversation));
        fields.put("actor_id", Optional.ofNullable(actor));
        fields.put("tainted", tainted);
        return fields;
    }

    /** Not through the middle of a character that takes two places. */
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_SUBJECT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SUBJECT));
    }
}
