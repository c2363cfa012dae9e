package app.henk.transfer;

import app.henk.identity.Principal;
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
    private final Wording wording;
    private final ProblemWords words;

    UploadedFiles(Imports imports, Wording wording, ProblemWords words) {
        this.imports = imports;
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
                file.changeSet()));
    }
}
