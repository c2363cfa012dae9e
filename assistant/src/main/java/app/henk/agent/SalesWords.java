package app.henk.agent;

import app.henk.crm.Pipelines;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.identity.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Learns what a tenant calls its own things before a colleague's message is read. */
@Component
class SalesWords {

    private final Pipelines pipelines;

    SalesWords(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /** Nothing for whoever is no colleague. Never fails: without them a message is understood, only less of it. */
    Mono<SalesTerms> of(Principal principal) {
        return switch (principal) {
            case Principal.Staff staff ->
                pipelines
                        .stages(staff.tenant())
                        .map(stages -> new SalesTerms(names(stages), Map.of()))
                        .onErrorReturn(SalesTerms.NONE);
            case Principal.Customer _, Principal.Visitor _ -> Mono.just(SalesTerms.NONE);
        };
    }

    private static Map<String, List<String>> names(Stages stages) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Stage stage : stages.all()) {
            List<String> words = new ArrayList<>(stage.name().values());
            words.addAll(stage.synonyms());
            names.putIfAbsent(stage.key(), words);
        }
        return names;
    }
}
