package app.henk.agent.offline;

/** The tools by their names, and what their answers mean. */
final class Tools {

    static final String SEARCH = "search_fabrics";
    static final String KNOWLEDGE = "search_knowledge";
    static final String LEAD = "capture_lead";
    static final String PERSON = "request_person";
    static final String REMEMBER = "remember_preference";

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

    private static boolean has(ToolResult result, String status) {
        return result.text("status").filter(status::equals).isPresent();
    }
}
