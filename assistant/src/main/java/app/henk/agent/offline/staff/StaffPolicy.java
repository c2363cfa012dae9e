package app.henk.agent.offline.staff;

import app.henk.agent.offline.Move.ToolCall;
import app.henk.agent.offline.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which tools a message needs: all of its commands at once, and a second time what had to be looked up first. */
final class StaffPolicy {

    private static final int MOST_OF_ALL = 50;
    private static final String KIND = "kind";
    /** Where nobody says what kind of record a name belongs to, it is looked for among these, one after the other. */
    private static final List<String> SHOWN = List.of("deal", "contact", "organisation", "lead");
    /** The same of two that are to be one. */
    private static final List<String> MERGED = List.of("contact", "organisation", "deal");

    private StaffPolicy() {}

    /** Empty when everything has run that can. */
    static List<ToolCall> next(List<Command> commands, Memory memory, Set<String> tools) {
        List<ToolCall> calls = memory.results().isEmpty() ? first(commands) : second(commands, memory.results());
        return calls.stream().filter(call -> tools.contains(call.tool())).toList();
    }

    private static List<ToolCall> first(List<Command> commands) {
        List<ToolCall> calls = new ArrayList<>();
        for (Command command : commands) {
            switch (command) {
                case Command.Call call ->
                    calls.add(isOfAnyKind(call) ? ofKind(call, 0) : new ToolCall(call.tool(), call.arguments()));
                case Command.Ask ask -> calls.add(new ToolCall("find", FindArguments.of(ask.whole(), ask.show())));
                case Command.ForAll all ->
                    calls.add(new ToolCall(
                            "find",
                            FindArguments.of(
                                    all.which().limited(all.which().limit().or(() -> Optional.of(MOST_OF_ALL))),
                                    Optional.empty())));
                case Command.Missing missing ->
                    missing.asking()
                            .map(ask -> new ToolCall(ask.tool(), ask.arguments()))
                            .ifPresent(calls::add);
                case Command.Refused _,
                        Command.Unclear _,
                        Command.Withheld _,
                        Command.Answer _,
                        Command.Courtesy _ -> {}
            }
        }
        return calls;
    }

    private static List<ToolCall> second(List<Command> commands, List<ToolResult> results) {
        Optional<Command.ForAll> all = commands.stream()
                .filter(Command.ForAll.class::isInstance)
                .map(Command.ForAll.class::cast)
                .findFirst();
        boolean ran = all.isEmpty()
                || results.stream()
                        .anyMatch(
                                result -> result.tool().equals(all.get().each().tool()));
        List<String> found = ran ? List.of() : ids(results, all.get().which().limit());
        if (found.isEmpty()) {
            return elsewhere(commands, results);
        }
        Map<String, Object> arguments =
                new LinkedHashMap<>(all.orElseThrow().each().arguments());
        boolean merges = arguments.containsKey(Merges.WITH);
        if (merges && found.size() < 2) {
            return List.of();
        }
        if (merges) {
            arguments.put(Merges.WITH, found.getLast());
        }
        arguments.put(
                Command.Call.recordOf(all.get().each().tool()), merges ? found.getFirst() : String.join(", ", found));
        return List.of(new ToolCall(all.get().each().tool(), arguments));
    }

    private static boolean isOfAnyKind(Command command) {
        return command instanceof Command.Call call
                && !kinds(call).isEmpty()
                && !call.arguments().containsKey(KIND);
    }

    /** Of which kinds a record may be that a call is about; empty where it says so itself. */
    private static List<String> kinds(Command.Call call) {
        boolean merges = call.tool().equals("update_record") && call.arguments().containsKey(Merges.WITH);
        return call.tool().equals("get") ? SHOWN : merges ? MERGED : List.of();
    }

    private static ToolCall ofKind(Command.Call call, int place) {
        Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
        arguments.put(KIND, kinds(call).get(place));
        return new ToolCall(call.tool(), arguments);
    }

    /** A name that no deal has may be somebody's. */
    private static List<ToolCall> elsewhere(List<Command> commands, List<ToolResult> results) {
        List<Command.Call> open = commands.stream()
                .filter(StaffPolicy::isOfAnyKind)
                .map(Command.Call.class::cast)
                .toList();
        if (open.size() != 1) {
            return List.of();
        }
        Command.Call call = open.getFirst();
        List<ToolResult> looked = results.stream()
                .filter(result -> result.tool().equals(call.tool()))
                .toList();
        boolean more = !looked.isEmpty() && looked.size() < kinds(call).size();
        return more && looked.getLast().isStatus("none") ? List.of(ofKind(call, looked.size())) : List.of();
    }

    /**
     * Nothing is done to a part of what was meant: a result that does not show all of it gives none.
     *
     * @param most how many of the first are meant, where not all are
     */
    private static List<String> ids(List<ToolResult> results, Optional<Integer> most) {
        return results.stream()
                .filter(result -> result.tool().equals("find"))
                .map(ToolResult::result)
                .filter(result -> most.isPresent()
                        || result.path("records_in_all").asInt(0)
                                == result.path("records").size())
                .findFirst()
                .map(result -> result.path("records")
                        .valueStream()
                        .map(record -> record.path("id").asString(""))
                        .filter(id -> !id.isEmpty())
                        .limit(most.orElse(MOST_OF_ALL))
                        .collect(Collectors.toList()))
                .orElse(List.of());
    }
}
