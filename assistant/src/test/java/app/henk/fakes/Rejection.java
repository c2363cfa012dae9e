package app.henk.fakes;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An error in the words of Google's services. */
final class Rejection extends RuntimeException {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int code;
    private final ObjectNode body;

    private Rejection(int code, String status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", code).put("message", message).put("status", status);
    }

    static Rejection invalid(String message) {
        return new Rejection(400, "INVALID_ARGUMENT", message);
    }

    /** A field that this place does not have. */
    static Rejection unknownName(String field, String place) {
        Rejection rejection = invalid("Invalid JSON payload received. Unknown name \"" + field + "\""
                + (place.isEmpty() ? "" : " at '" + place + "'") + ": Cannot find field.");
        rejection
                .detail("google.rpc.BadRequest")
                .putArray("fieldViolations")
                .addObject()
                .put("field", place)
                .put("description", rejection.getMessage());
        return rejection;
    }

    static Rejection of(int code, String status, String message) {
        return new Rejection(code, status, message);
    }

    ObjectNode detail(String type) {
        return ((ObjectNode) body.get("error"))
                .withArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/" + type);
    }

    int code() {
        return code;
    }

    ObjectNode body() {
        return body;
    }
}
