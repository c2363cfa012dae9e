package app.henk.fakes;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors from the words of a text: the same text gives the same vector, texts that share words are near. Not of unit length. */
final class FakeEmbeddings {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("model", "content", "taskType", "title", "outputDimensionality");
    private static final int MAX_BATCH = 100;

    private FakeEmbeddings() {}

    static ObjectNode answer(String model, String method, JsonNode request) {
        return method.equals("embedContent") ? one(model, request) : many(model, request);
    }

    static byte[] answer(String uri, byte[] request) {
        String model = uri.replaceFirst(".*models/", "").replaceFirst(":.*", "");
        String method = uri.substring(uri.lastIndexOf(':') + 1);
        return JSON.writeValueAsBytes(answer(model, method, JSON.readTree(request)));
    }

    private static ObjectNode one(String model, JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        values(answer.putObject("embedding").putArray("values"), model, request);
        return answer;
    }

    private static ObjectNode many(String model, JsonNode request) {
        FakeRules.knownFields(request, Set.of("requests"), "");
        if (request.path("requests").size() > MAX_BATCH) {
            throw Rejection.invalid("* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode embeddings = answer.putArray("embeddings");
        for (JsonNode each : request.path("requests")) {
            if (!each.path("model").asString("").equals("models/" + model)) {
                throw Rejection.invalid("BatchEmbedContentsRequest.requests[].model must match the model in the URL");
            }
            values(embeddings.addObject().putArray("values"), model, each);
        }
        return answer;
    }

    private static void values(ArrayNode values, String model, JsonNode request) {
        if (!Set.of("gemini-embedding-2", "gemini-embedding-001").contains(model)) {
            throw Rejection.of(404, "NOT_FOUND", "models/" + model + " is not found for API version v1beta");
        }
        FakeRules.knownFields(request, FIELDS, "");
        int dimension = request.path("outputDimensionality").asInt(3072);
        if (dimension < 128 || dimension > 3072) {
            throw Rejection.invalid("output_dimensionality must be between 128 and 3072");
        }
        StringBuilder text = new StringBuilder();
        request.path("content")
                .path("parts")
                .forEach(part -> text.append(part.path("text").asString("")));
        if (text.isEmpty()) {
            throw Rejection.invalid("content is empty");
        }
        for (float value : vector(text.toString(), dimension)) {
            values.add(value);
        }
    }

    private static float[] vector(String text, int dimension) {
        float[] vector = new float[dimension];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            int hash = word.hashCode() * 0x9E3779B1;
            vector[Math.floorMod(hash, dimension)] += 1f;
            vector[Math.floorMod(hash >>> 7, dimension)] += 0.5f;
        }
        return vector;
    }
}
