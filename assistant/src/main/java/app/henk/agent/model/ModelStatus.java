package app.henk.agent.model;

import java.util.List;

/**
 * How the models are.
 *
 * @param inUse the model that would be asked now
 * @param models in the order in which they are asked, the offline engine last
 */
public record ModelStatus(String inUse, boolean offlineOnly, List<Model> models) {

    public ModelStatus {
        models = List.copyOf(models);
    }

    /**
     * One of them.
     *
     * @param breaker CLOSED (is asked), OPEN (is left alone), HALF_OPEN (is being tried)
     * @param lastFailure why it last failed, empty if it has not since the start
     */
    public record Model(String name, String breaker, String lastFailure) {

        public boolean available() {
            return !breaker.equals("OPEN");
        }
    }
}
