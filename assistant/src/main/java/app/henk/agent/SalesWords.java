package app.henk.agent;

import app.henk.crm.Pipelines;
import app.henk.crm.Salespeople;
import app.henk.crm.Salesperson;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.identity.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Learns what a tenant calls its own things before a colleague's message is read. */
@Component
class SalesWords {

    private final Pipelines pipelines;
    private final Salespeople salespeople;

    SalesWords(Pipelines pipelines, Salespeople salespeople) {
        this.pipelines = pipelines;
        this.salespeople = salespeople;
    }

    /** Nothing for whoever is no colleague. Never fails: without them a message is understood, only less of it. */
    Mono<SalesTerms> of(Principal principal) {
        return switch (principal) {
            case Principal.Staff staff ->
                Mono.zip(
                                pipelines.stages(staff.tenant()),
                                salespeople.all(staff),
                                (stages, people) -> new SalesTerms(names(stages), values(people)))
                        .onErrorReturn(SalesTerms.NONE);
            case Principal.Customer _, Principal.Visitor _ -> Mono.just(SalesTerms.NONE);
        };
    }

    private static Map<String, List<String>> values(List<Salesperson> people) {
        List<UUID> leading =
                people.stream().flatMap(one -> one.manager().stream()).toList();
        return Map.of(
                "assignee", people.stream().map(Salesperson::name).toList(),
                "manager",
                        people.stream()
                                .filter(one -> leading.contains(one.id()))
                                .map(Salesperson::name)
                                .toList(),
                "team",
                        people.stream()
                                .map(Salesperson::team)
                                .filter(team -> !team.isBlank())
                                .distinct()
                                .toList());
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
