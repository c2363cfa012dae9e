package app.henk.agent.offline;

import tools.jackson.databind.JsonNode;

/** The tools by their names, and what their answers mean. */
final class Tools {

    static final String SEARCH = "search_fabrics";
    static final String KNOWLEDGE = "search_knowledge";
    static final String LEAD = "capture_lead";
    static final String PERSON = "request_person";
    static final String REMEMBER = "remember_preference";
    static final String COMPARE = "compare_products";
    static final String QUOTE = "quote_price";
    static final String SLOTS = "find_slots";
    static final String BOOK = "book_appointment";
    static final String CHANGE_VISIT = "change_appointment";
    static final String BOOKINGS = "my_bookings";
    static final String ABOUT_ME = "about_me";
    static final String CHANGE_FACT = "change_fact";
    static final String MEASURES = "record_measurements";
    static final String PRIVACY = "privacy_request";
    static final String ELSEWHERE = "continue_elsewhere";
    static final String LATER = "ask_later";
    static final String GROUP = "start_group";
    static final String PROGRESS = "group_progress";
    static final String PROMISE = "promise";

    private Tools() {}

    static boolean isStored(ToolResult lead) {
        return has(lead, "stored");
    }

    static boolean isIncomplete(ToolResult lead) {
        return has(lead, "incomplete");
    }

    static boolean isInvalid(ToolResult lead) {
        return has(lead, "invalid");
    }

    /** Whether a telephone number is all that is wrong, and an e-mail address was told as well. */
    static boolean isWrongNumber(ToolResult result) {
        JsonNode errors = result.result().path("errors");
        return isInvalid(result)
                && result.arguments().has("email")
                && !errors.isEmpty()
                && errors.valueStream()
                        .allMatch(error -> error.path("field").asString("").equals("phone"));
    }

    private static boolean has(ToolResult result, String status) {
        return result.text("status").filter(status::equals).isPresent();
    }
}
