package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.platform.FieldErrors;
import java.util.stream.Collectors;

/** A tenant with the stages that its deals go through. */
record TenantStages(Tenant tenant, Stages stages) {

    /** By key, name or synonym. Fails with a problem that names those that there are. */
    Stage named(String words) {
        return stages.named(words)
                .orElseThrow(() -> FieldErrors.of(
                        "stage",
                        stages.all().stream()
                                .map(Stage::key)
                                .collect(Collectors.joining(", ", "must be one of ", ""))));
    }

    /** The same in the deal's own pipeline first. */
    Stage near(Stored deal, String words) {
        String pipeline = deal.text("stage_key")
                .flatMap(stages::keyed)
                .map(Stage::pipeline)
                .orElse("");
        return stages.named(words, pipeline).orElseGet(() -> named(words));
    }

    /** Where the deal stands. */
    Stage of(Stored deal) {
        return stages.keyed(deal.text("stage_key").orElseThrow()).orElseThrow();
    }
}
