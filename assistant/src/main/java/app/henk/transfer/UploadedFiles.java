package app.henk.transfer;

import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What a conversation does with files that were uploaded: finds one, tries it, brings it in. Both take as long as they
 * take; whoever asks waits a few seconds and is then told how far it is.
 */
@Service
public class UploadedFiles {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LOOKED_THROUGH = 50;
    private static final int TOLD = 3;

    private final Imports imports;
    private final ImportChoices choices;
    private final Wording wording;
    private final ProblemWords words;

    UploadedFiles(Imports imports, ImportChoices choices, Wording wording, ProblemWords words) {
        this.imports = imports;
        this.choices = choices;
        this.wording = wording;
        this.words = words;
    }

    /**
     * Empty when the colleague has no such file.
     *
     * @param said its id or its name, of which the newest counts; nothing for the newest of all
     */
    public Mono<UUID> named(Principal.Staff staff, String said) {
        String wanted = said.strip();
        return imports.recent(staff)
                .flatMapIterable(recent -> recent)
                .filter(file -> file.account().equals(staff.user())
                        || file.id().toString().equals(wanted))
                .filter(file -> wanted.isEmpty()
                        || file.id().toString().equalsIgnoreCase(wanted)
                        || file.fileName().equalsIgnoreCase(wanted)
                        || file.fileName().toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT) + "."))
                .next()
                .map(DataImport::id);
    }

    /**
     * Takes a column, or a stage as the file names it, for what a person says it is. Fails with the problems
     * {@code unknown-column} and {@code unknown-meaning}.
     *
     * @param meaning a field by its key or its name in the language, or a stage by any of its names
     */
    public Mono<UUID> corrected(Principal.Staff staff, UUID id, String column, String meaning, String language) {
        return imports.find(staff, id)
                .zipWith(choices.stages(staff))
                .map(both -> change(both.getT1().mapping(), both.getT2(), column.strip(), meaning.strip(), language))
                .flatMap(change -> imports.map(staff, id, change))
                .map(DataImport::id);
    }

    private MappingChange change(Mapping mapping, Stages stages, String said, String meaning, String language) {
        Optional<Column> column = mapping.columns().stream()
                .filter(one -> one.header().equalsIgnoreCase(said))
                .findFirst();
        if (column.isPresent()) {
            Field field = mapping.kind().fields().stream()
                    .filter(one -> one.key().equalsIgnoreCase(meaning)
                            || wording.say("transfer.field." + one.key(), language)
                                    .equalsIgnoreCase(meaning))
                    .findFirst()
                    .orElseThrow(UploadedFiles::unknownMeaning);
            return new MappingChange(
                    null, List.of(new MappingChange.ColumnChange(column.get().index(), field.key(), null, null)), null);
        }
        String stage = mapping.stages().stream()
                .map(Mapping.StageName::name)
                .filter(name -> name.equalsIgnoreCase(said))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badRequest("unknown-column", "The file has no such column and no such stage."));
        String key = stages.named(meaning).map(Stage::key).orElseThrow(UploadedFiles::unknownMeaning);
        return new MappingChange(null, null, List.of(new MappingChange.StageChange(stage, key)));
    }

    private static Problem unknownMeaning() {
        return Problem.badRequest("unknown-meaning", "There is nothing here that it could be taken for.");
    }

    /** What would come of it; nothing is written. Of a file that is in already, what came of it. */
    public Mono<UploadedFile> tried(Principal.Staff staff, UUID id, String language) {
        return settled(staff, id)
                .flatMap(file -> switch (UploadedFile.stage(file.state())) {
                    case WAITING, BROKEN_OFF -> imports.run(staff, id, true).then(settled(staff, id));
                    case UNDER_WAY, TRIED, TAKEN -> Mono.just(file);
                })
                .flatMap(file -> seen(staff, file, language));
    }

    /**
     * Brings it in. A file that is in already, or on its way, is brought in once.
     *
     * @param conversation in which it can be taken back
     */
    public Mono<UploadedFile> taken(Principal.Staff staff, UUID id, UUID conversation, String language) {
        return settled(staff, id)
                .flatMap(file -> switch (UploadedFile.stage(file.state())) {
                    case WAITING, BROKEN_OFF, TRIED ->
                        imports.run(staff, id, false, Optional.of(conversation)).then(settled(staff, id));
                    case UNDER_WAY, TAKEN -> Mono.just(file);
                })
                .flatMap(file -> seen(staff, file, language));
    }

    private Mono<DataImport> settled(Principal.Staff staff, UUID id) {
        return Mono.defer(() -> imports.progress(staff, id).last().timeout(PATIENCE, imports.find(staff, id)));
    }

    private Mono<UploadedFile> seen(Principal.Staff staff, DataImport file, String language) {
        Mono<List<String>> problems = imports.problems(staff, file.id(), 0, LOOKED_THROUGH)
                .filter(problem -> problem.severity() == RowProblem.Severity.ERROR)
                .take(TOLD)
                .map(problem -> wording.say(
                        "transfer.row",
                        language,
                        Map.of(
                                "line",
                                problem.line(),
                                "column",
                                problem.column(),
                                "why",
                                words.say(problem, language))))
                .collectList();
        ImportView view = ImportView.of(file, wording, language);
        DataImport.Counts counts = file.counts();
        return problems.map(told -> new UploadedFile(
                file.id(),
                file.fileName(),
                UploadedFile.stage(file.state()),
                file.rows(),
                counts.created(),
                counts.unchanged(),
                counts.refused(),
                counts.corrected(),
                view.summary(),
                told,
                file.changeSet(),
                file.takenBack().isPresent()));
    }
}
