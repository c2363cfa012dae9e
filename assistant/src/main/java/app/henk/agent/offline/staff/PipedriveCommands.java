package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is asked of Pipedrive. Without a verb of its own it is about the record that is named, else the whole. */
final class PipedriveCommands {

    private static final Set<String> OF_ONE = Set.of("record", "retry", "why");
    private static final Pattern IN_PIPEDRIVE = Pattern.compile("(?i)\\b(in|dans)\\s+pipedrive\\b");
    private static final Pattern TWO_QUOTED = Pattern.compile(
            "['\"„“‚‘«»]\\s*([^'\"„“”‚‘’«»]{1,80}?)\\s*['\"“”‘’«»].{1,40}?['\"„“‚‘«»]\\s*([^'\"„“”‚‘’«»]{1,120}?)\\s*['\"“”‘’«»]");

    private final Heard heard;
    private final Clause clause;

    PipedriveCommands(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    Optional<Command> read() {
        if (!heard.found("pipedrive")) {
            return Optional.empty();
        }
        Matcher mapped = TWO_QUOTED.matcher(clause.text);
        if (mapped.find()) {
            return Heard.call("pipedrive", Map.of("action", "map", "here", mapped.group(1), "there", mapped.group(2)));
        }
        List<Hit> actions = clause.all("pipedrive_action");
        String action = actions.stream().findFirst().map(Hit::meaning).orElse("record");
        // "warum wartet" is one of its words and an action beside
        heard.take("pipedrive");
        actions.forEach(clause::take);
        Map<String, Object> arguments = new LinkedHashMap<>();
        Optional<String> record = record(action);
        record.ifPresent(which -> arguments.put("which", which));
        if (action.equals("changes")) {
            since().ifPresent(day -> arguments.put("since", day.toString()));
        }
        arguments.put(
                "action",
                switch (action) {
                    case "record" -> record.isPresent() ? "record" : "status";
                    case "why" -> "record";
                    default -> action;
                });
        return Heard.call("pipedrive", arguments);
    }

    private Optional<String> record(String action) {
        // "wie steht es mit Pipedrive" points at nothing, "ist er in Pipedrive" does
        boolean pointing =
                !action.equals("record") || IN_PIPEDRIVE.matcher(clause.text).find();
        Mentions mentions = heard.mentions();
        return mentions.records().stream()
                .findFirst()
                .or(() -> pointing ? mentions.reference() : Optional.empty())
                .filter(any -> OF_ONE.contains(action));
    }

    private Optional<LocalDate> since() {
        return clause.has("period.yesterday")
                ? Optional.of(clause.tongue.today().minusDays(1))
                : heard.slots().day(false);
    }
}
