package app.henk.fakes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Gives out thought signatures and knows them again: each belongs to one model and one part. */
final class FakeSignatures {

    static final String NOT_MINE = "skip_thought_signature_validator";

    private final Map<String, String> issued = new ConcurrentHashMap<>();
    private final AtomicInteger counter = new AtomicInteger();

    String sign(String model, JsonNode data) {
        String signature = "c2ln" + counter.incrementAndGet() + "+/==";
        issued.put(signature, model + data);
        return signature;
    }

    boolean accepts(String model, String signature, JsonNode data) {
        return signature.equals(NOT_MINE) || (model + data).equals(issued.get(signature));
    }
}
