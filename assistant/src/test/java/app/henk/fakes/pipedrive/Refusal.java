package app.henk.fakes.pipedrive;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An error in Pipedrive's words. */
final class Refusal extends RuntimeException {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final ObjectNode body;

    private Refusal(int status, String error) {
        super(status + " " + error, null, false, false);
        this.status = status;
        this.body = JSON.createObjectNode()
                .put("success", false)
                .put("error", error)
                .putNull("data")
                .putNull("additional_data");
    }

    static Refusal invalid(String error) {
        Refusal refusal = new Refusal(400, "Validation failed: " + error);
        refusal.body.put("code", "ERR_SCHEMA_VALIDATION_FAILED");
        return refusal;
    }

    static Refusal bad(String error) {
        Refusal refusal = new Refusal(400, error);
        refusal.body.put("code", "ERR_BAD_REQUEST");
        return refusal;
    }

    static Refusal notFound(String what) {
        Refusal refusal = new Refusal(404, what + " not found");
        refusal.body.put("error_info", "Object was not found.");
        return refusal;
    }

    static Refusal unauthorized() {
        Refusal refusal = new Refusal(401, "unauthorized access");
        refusal.body.put("errorCode", 401).put("error_info", "Please check developers.pipedrive.com");
        return refusal;
    }

    static Refusal of(int status, String error, String code) {
        Refusal refusal = new Refusal(status, error);
        refusal.body.put("code", code);
        return refusal;
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return body;
    }
}
