package app.henk.transfer;

import app.henk.crm.BulkRules;
import app.henk.crm.BulkWrites;
import app.henk.crm.Stages;
import app.henk.identity.Principal;
import app.henk.platform.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a person may choose from when they correct what a file was taken for. */
@Component
class ImportChoices {

    private final BulkWrites crm;
    private final Wording wording;

    ImportChoices(BulkWrites crm, Wording wording) {
        this.crm = crm;
        this.wording = wording;
    }

    record Named(String key, String label) {}

    /**
     * @param kinds what the rows may be
     * @param fields what a column may be, for the kind that the file has now
     * @param stages where a name of the file may lead to
     */
    record Choices(List<Named> kinds, List<Named> fields, List<Named> stages) {}

    Mono<Choices> of(Principal.Staff staff, DataImport file, String language) {
        return crm.rules(staff.tenant())
                .map(rules -> new Choices(
                        Stream.of(Kind.values())
                                .map(kind -> named("transfer.kind.", kind.key(), language))
                                .toList(),
                        file.mapping().kind().fields().stream()
                                .map(field -> named("transfer.field.", field.key(), language))
                                .sorted(Comparator.comparing(Named::label))
                                .toList(),
                        stages(rules.stages(), language)));
    }

    Mono<Stages> stages(Principal.Staff staff) {
        return crm.rules(staff.tenant()).map(BulkRules::stages);
    }

    private Named named(String area, String key, String language) {
        return new Named(key, wording.say(area + key, language));
    }

    private static List<Named> stages(Stages stages, String language) {
        return stages.all().stream()
                .map(stage -> new Named(stage.key(), stage.name(language)))
                .toList();
    }
}
