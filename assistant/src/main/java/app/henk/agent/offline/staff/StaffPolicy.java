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
    private static final List<String> KINDS = List.of("deal", "contact", "organisation", "lead");

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
                            "find", FindArguments.of(all.which().limited(Optional.of(MOST_OF_ALL)), Optional.empty())));
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
        List<String> found = ran ? List.of() : ids(results);
        if (found.isEmpty()) {
            return elsewhere(commands, results);
        }
        Map<String, Object> arguments =
                new LinkedHashMap<>(all.orElseThrow().each().arguments());
        arguments.put("which", String.join(", ", found));
        return List.of(new ToolCall(all.get().each().tool(), arguments));
    }

    private static boolean isOfAnyKind(Command command) {
        return command instanceof Command.Call call
                && call.tool().equals("get")
                && !call.arguments().containsKey(KIND);
    }

    private static ToolCall ofKind(Command.Call call, int place) {
        Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
        arguments.put(KIND, KINDS.get(place));
        return new ToolCall(call.tool(), arguments);
    }

    /** A name that no deal has may be somebody's. */
    private static List<ToolCall> elsewhere(List<Command> commands, List<ToolResult> results) {
        List<ToolResult> looked =
                results.stream().filter(result -> result.tool().equals("get")).toList();
        List<Command> open = commands.stream().filter(StaffPolicy::isOfAnyKind).toList();
        boolean one = open.size() == 1 && !looked.isEmpty() && looked.size() < KINDS.size();
        return one && looked.getLast().isStatus("none")
                ? List.of(ofKind((Command.Call) open.getFirst(), looked.size()))
                : List.of();
    }

    /** Nothing is done to a part of what was meant: a result that does not show all of it gives none. */
    private static List<String> ids(List<ToolResult> results) {
        return results.stream()
                .filter(result -> result.tool().equals("find"))
                .map(ToolResult::result)
                .filter(result -> result.path("records_in_all").asInt(0)
                        == result.path("records").size())
                .findFirst()
                .map(result -> result.path("records")
                        .valueStream()
                        .map(record -> record.path("id").asString(""))
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toList()))
                .orElse(List.of());
    }
}
