package app.henk.agent.offline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Talks with the engine in a terminal: {@code Talk [tenant] [language]}, one message per line, an empty one starts anew. */
final class Talk {

    private Talk() {}

    public static void main(String[] args) throws IOException {
        String slug = args.length > 0 ? args[0] : "henk";
        String language = args.length > 1 ? args[1] : slug.equals("henk") ? "de" : "en";
        Rehearsal rehearsal = new Rehearsal(slug, language);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isBlank()) {
                System.out.println("\n──────────\n");
                rehearsal = new Rehearsal(slug, language);
                continue;
            }
            Rehearsal.Answer answer = rehearsal.say(line);
            System.out.println("\u001b[1m> " + line + "\u001b[0m");
            if (System.getenv("VERBOSE") != null) {
                System.out.println("    " + answer.heard().language() + " "
                        + answer.heard().acts().stream()
                                .map(a -> a.intent() + String.format(" %.2f", a.score()))
                                .toList()
                        + " " + answer.heard().changes()
                        + (answer.heard().contact().isEmpty()
                                ? ""
                                : " " + answer.heard().contact())
                        + answer.heard().pick().map(p -> " pick " + p).orElse(""));
                answer.calls().forEach(call -> System.out.println("    " + call.tool() + " " + call.arguments()));
            }
            if (answer.withheld() > 0) {
                System.out.println("    WITHHELD from: " + answer.spoken());
            }
            System.out.println(answer.text() + "\n");
        }
    }
}
