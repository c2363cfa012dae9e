package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.Card;
import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.platform.Ids;
import app.henk.transfer.UploadedFile;
import app.henk.transfer.UploadedFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes over a file that the speaker has uploaded. It is tried first and shown with what would come in, what is wrong and
 * what its columns were taken for; it comes in when that is confirmed, and can be taken back whole.
 */
@Component
class ImportTool extends StaffTool {

    private static final String FILE = "file";
    private static final String COLUMN = "column";
    private static final String MEANS = "means";

    private final UploadedFiles files;
    private final ChangeCards changes;

    ImportTool(UploadedFiles files, ChangeCards changes, StaffWords words) {
        super(
                ToolDefinition.forStaff("import", Effect.GUARDED, text(FILE, 200), text(COLUMN, 200), text(MEANS, 120)),
                words);
        this.files = files;
        this.changes = changes;
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        String said = said(arguments);
        return files.named(who.staff(), said)
                .flatMap(id -> corrected(who, arguments, id))
                .flatMap(id -> files.tried(who.staff(), id, who.language()))
                .map(file -> proposal(who, arguments.without(COLUMN).without(MEANS), file))
                .switchIfEmpty(Mono.fromSupplier(() -> new Proposal.Settled(noFile(who, said))));
    }

    /** What a column was taken for is no record yet: it is put right before the question, which shows what comes of it. */
    private Mono<UUID> corrected(Colleague who, Arguments arguments, UUID id) {
        return arguments.has(COLUMN) && arguments.has(MEANS)
                ? files.corrected(
                        who.staff(),
                        id,
                        arguments.text(COLUMN).orElseThrow(),
                        arguments.text(MEANS).orElseThrow(),
                        who.language())
                : Mono.just(id);
    }

    private static String said(Arguments arguments) {
        return arguments
                .text(FILE)
                .filter(file -> !file.equalsIgnoreCase("last"))
                .orElse("");
    }

    private ToolResult noFile(Colleague who, String said) {
        Map<String, Object> values = said.isEmpty() ? Map.of() : Map.of("said", Outside.oneLine(said));
        return Told.of("none", words.say("import.none", who.language(), values))
                .result()
                .refused();
    }

    private Proposal proposal(Colleague who, Arguments arguments, UploadedFile file) {
        boolean trying = file.stage() == UploadedFile.Stage.UNDER_WAY;
        if (file.stage() == UploadedFile.Stage.TAKEN) {
            return new Proposal.Settled(told(who, file.takenBack() ? "import.taken_back" : "import.already", file));
        }
        if (!trying && file.fresh() == 0) {
            return new Proposal.Settled(told(who, "import.nothing_new", file));
        }
        String ask = words.say(
                trying ? "import.trying" : "confirm.import",
                who.language(),
                Map.of("file", Outside.oneLine(file.name()), "rows", file.rows(), "count", file.fresh()));
        return new Proposal.Ask(
                arguments.with(FILE, file.id().toString()),
                ask,
                trying ? List.of() : facts(who, file),
                Set.of(),
                List.of(card(who, file)));
    }

    private List<Map<String, Object>> facts(Colleague who, UploadedFile file) {
        List<Map<String, Object>> facts = new ArrayList<>();
        facts.add(fact(who, "import.fresh", file.fresh()));
        for (Map.Entry<String, Integer> count : List.of(
                Map.entry("import.known", file.known()),
                Map.entry("import.refused", file.refused()),
                Map.entry("import.corrected", file.corrected()))) {
            if (count.getValue() > 0) {
                facts.add(fact(who, count.getKey(), count.getValue()));
            }
        }
        return facts;
    }

    private Map<String, Object> fact(Colleague who, String key, int count) {
        return Map.of("label", words.say(key, who.language()), "value", count);
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        String said = said(arguments);
        return files.named(who.staff(), said)
                .flatMap(id -> files.taken(who.staff(), id, who.context().conversation(), who.language()))
                .map(file -> file.stage() == UploadedFile.Stage.UNDER_WAY
                        ? told(who, "import.under_way", file)
                        : done(who, file))
                .switchIfEmpty(Mono.fromSupplier(() -> noFile(who, said)));
    }

    private ToolResult done(Colleague who, UploadedFile file) {
        Told told = Told.done(String.join(" ", said(file)))
                .with("imported", file.fresh())
                .with("refused", file.refused())
                .fromOutside(true)
                .card(card(who, file));
        file.changeSet().ifPresent(set -> told.with("change_set", set.toString()));
        return told.result();
    }

    private static List<String> said(UploadedFile file) {
        List<String> said = new ArrayList<>(List.of(file.summary()));
        said.addAll(file.problems());
        return said;
    }

    private ToolResult told(Colleague who, String key, UploadedFile file) {
        String say =
                words.say(key, who.language(), Map.of("file", Outside.oneLine(file.name()), "summary", file.summary()));
        return Told.of("nothing", say).fromOutside(true).card(card(who, file)).result();
    }

    /** It follows the file by itself; what it says without that is how it stands now. */
    private Card card(Colleague who, UploadedFile file) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("import.title", who.language(), Map.of("file", Outside.oneLine(file.name()))));
        content.put("fallback", String.join("\n", said(file)));
        content.put("href", file.address());
        content.put("rows", file.rows());
        Optional<Map<String, Object>> undo =
                file.stage() == UploadedFile.Stage.TAKEN && file.fresh() > 0 && !file.takenBack()
                        ? file.changeSet().map(set -> changes.undo(set, who.language()))
                        : Optional.empty();
        content.put("actions", undo.map(List::of).orElse(List.of()));
        return new Card(Ids.next().toString(), "import", content);
    }
}
