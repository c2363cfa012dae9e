package app.henk.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was asked for on the command line. */
final class Options {

    /** All visitors of a bench have one address. */
    static final String NO_LIMITS = "chat-session-address=100000000,chat-conversation=100000000,"
            + "chat-address=100000000,chat-user=100000000,chat-tenant=100000000";

    private final Map<String, String> given = new HashMap<>();

    Options(String[] arguments) {
        for (String argument : arguments) {
            String[] both = argument.replaceFirst("^--", "").split("=", 2);
            given.put(both[0], both.length == 2 ? both[1] : "true");
        }
    }

    boolean quick() {
        return given.containsKey("quick");
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    int[] numbers(String name, int[] otherwise) {
        return given.containsKey(name)
                ? Arrays.stream(given.get(name).split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : otherwise;
    }

    /** Java's arguments to start Henk with, the same as those of ./run. */
    List<String> henk(Path folder) {
        List<String> command = new ArrayList<>(words("java-options"));
        if (given.containsKey("record")) {
            command.add("-XX:StartFlightRecording=dumponexit=true,settings=profile,filename="
                    + Path.of(given.get("record")).toAbsolutePath());
            command.add("-Xlog:jfr=off,jfr+startup=off");
        }
        if (!given.containsKey("app")) {
            command.addAll(List.of("-cp", withoutSettingsOfTests(), "app.henk.Henk"));
            return command;
        }
        Path app = Path.of(given.get("app"));
        if (Files.exists(app.resolve("henk.aot"))) {
            command.addAll(List.of("-XX:AOTCache=" + app.resolve("henk.aot"), "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(List.of("-jar", app.resolve("henk.jar").toString()));
        return command;
    }

    /** They keep an instance from doing anything by itself. */
    private static String withoutSettingsOfTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Files.exists(Path.of(entry, "config", "application.yaml")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> words(String name) {
        String text = text(name, "").strip();
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\s+"));
    }
}
