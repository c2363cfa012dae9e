package app.henk.knowledge;

import app.henk.platform.Scope;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where passages' vectors are kept and searched. Every call sees the tenant of its scope and nothing else. */
interface PassageVectors {

    /** Vectors are kept at this length: shorter ones are filled with zeros, which changes no angle. */
    int DIMENSION = 1024;

    /** A passage with the cosine of the angle between it and the question. */
    record Near(UUID passage, double cosine) {}

    /** @param dimension the model's own */
    record Vector(UUID passage, String language, String model, int dimension, float[] values) {}

    /** The nearest passages in these languages, among the vectors of this model only. */
    Mono<List<Near>> nearest(Scope scope, float[] question, String model, List<String> languages, int limit);

    /** Replaces the vectors of these passages. */
    Mono<Void> put(Scope scope, List<Vector> vectors);

    /** Cuts or fills to {@link #DIMENSION} and makes it of unit length. */
    static float[] fitted(float[] vector) {
        float[] fitted = java.util.Arrays.copyOf(vector, DIMENSION);
        double square = 0;
        for (float value : fitted) {
            square += value * value;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < fitted.length && length > 0; i++) {
            fitted[i] /= length;
        }
        return fitted;
    }
}
