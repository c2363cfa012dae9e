package app.henk.transfer;

import app.henk.platform.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An import as people and programs read it.
 *
 * @param summary how it stands, in words
 * @param file how the file is written; empty for a spreadsheet
 * @param notes what was decided about it on which ground, in words
 * @param changeSet to undo it by
 */
@JsonNaming(SnakeCaseStrategy.class)
record ImportView(
        UUID id,
        String fileName,
        String state,
        Kind kind,
        String summary,
        Optional<FileForm> file,
        int rows,
        boolean dryRun,
        DataImport.Counts counts,
        List<Column> columns,
        List<Mapping.StageName> stages,
        List<String> notes,
        Optional<UUID> changeSet,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {

    static ImportView of(DataImport data, Wording wording, String language) {
        return new ImportView(
                data.id(),
                data.fileName(),
                data.state().key(),
                data.mapping().kind(),
                wording.say("transfer.state." + standing(data), language, values(data, wording, language)),
                data.form(),
                data.rows(),
                data.dryRun(),
                data.counts(),
                data.mapping().columns(),
                data.mapping().stages(),
                data.mapping().shown().notes().stream()
                        .map(note -> wording.say("transfer.note." + note.key(), language, numbered(note.values())))
                        .toList(),
                data.changeSet(),
                data.createdAt(),
                data.startedAt(),
                data.finishedAt());
    }

    private static String standing(DataImport data) {
        return data.takenBack().isPresent()
                ? "taken_back"
                : data.isGone() ? "gone" : data.state().key();
    }

    private static Map<String, String> values(DataImport data, Wording wording, String language) {
        Map<String, String> values = new LinkedHashMap<>();
        DataImport.Counts counts = data.counts();
        values.put("kind", wording.say("transfer.kind." + data.mapping().kind().key(), language));
        values.put("file", data.fileName());
        values.put("rows", number(data.rows(), language));
        values.put("done", number(counts.done(), language));
        values.put("created", number(counts.created(), language));
        values.put("unchanged", number(counts.unchanged(), language));
        values.put("refused", number(counts.refused(), language));
        values.put("corrected", number(counts.corrected(), language));
        data.takenBack().ifPresent(records -> {
            values.put("taken", number(records, language));
            if (records < counts.created()) {
                values.put("kept", number(counts.created() - records, language));
            }
        });
        return values;
    }

    private static String number(int value, String language) {
        return String.format(Locale.of(language), "%,d", value);
    }

    /** {@code v0}, {@code v1}… */
    static Map<String, String> numbered(List<String> values) {
        Map<String, String> named = new LinkedHashMap<>();
        IntStream.range(0, values.size()).forEach(i -> named.put("v" + i, values.get(i)));
        return named;
    }
}
