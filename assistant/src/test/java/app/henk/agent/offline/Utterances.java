package app.henk.agent.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Single messages with what must be understood of them, each in a situation of a conversation: every second one is for
 * building the engine, the others are only counted.
 */
public final class Utterances {

    /** What was said before, so that the message has something to lean on. */
    private static final Map<String, Map<String, List<String>>> SITUATIONS = Map.of(
            "de",
            situations(
                    List.of("Ich brauche einen Anzug für eine Hochzeit"),
                    List.of("Ich brauche einen Anzug für eine Hochzeit am 12. Juni"),
                    List.of("Ich brauche einen blauen Anzug für eine Hochzeit am 12. Juni"),
                    List.of("Hochzeit am 1. Juni, in Blau, bis 2000 Euro"),
                    List.of("Den ersten nehme ich"),
                    List.of("Max Muster, max@mail.example"),
                    List.of("Ja, einverstanden"),
                    List.of("Ich hätte gern einen Termin zum Maßnehmen"),
                    List.of("Am 24. November um 11 Uhr"),
                    List.of("Nähen Sie auch Taucheranzüge?")),
            "en",
            situations(
                    List.of("I need a suit for a wedding"),
                    List.of("I need a suit for a wedding on 12 June"),
                    List.of("I need a blue suit for a wedding on 12 June"),
                    List.of("Wedding on 1 June, in blue, up to 2000 euros"),
                    List.of("I'll take the first one"),
                    List.of("Max Sample, max@mail.example"),
                    List.of("Yes, I agree"),
                    List.of("I'd like an appointment for measurements"),
                    List.of("On 24 November at 11"),
                    List.of("Do you sew diving suits?")),
            "fr",
            situations(
                    List.of("Je cherche un costume pour un mariage"),
                    List.of("Je cherche un costume pour un mariage le 12 juin"),
                    List.of("Je cherche un costume bleu pour un mariage le 12 juin"),
                    List.of("Mariage le 1er juin, en bleu, jusqu'à 2000 euros"),
                    List.of("Je prends le premier"),
                    List.of("Max Modèle, max@mail.example"),
                    List.of("Oui, d'accord"),
                    List.of("Je voudrais un rendez-vous pour les mesures"),
                    List.of("Le 24 novembre à 11 heures"),
                    List.of("Vous faites des combinaisons de plongée ?")));

    private static final JsonMapper JSON = new JsonMapper();

    private Utterances() {}

    /** @param held whether it is only counted */
    record Case(String language, int number, boolean held, String situation, String said, JsonNode expected) {}

    record Outcome(Case of, List<String> faults, String heard, String calls, String answer) {

        boolean passed() {
            return faults.isEmpty();
        }
    }

    public static void main(String[] arguments) {
        boolean show = arguments.length == 0 || !arguments[0].equals("--counts");
        List<Outcome> all = play();
        for (boolean held : List.of(false, true)) {
            for (String language : List.of("de", "en", "fr")) {
                List<Outcome> some = all.stream()
                        .filter(o -> o.of().held() == held && o.of().language().equals(language))
                        .toList();
                System.out.printf(
                        Locale.ROOT,
                        "%-6s %s %3d of %3d  %.3f%n",
                        held ? "held" : "build",
                        language,
                        some.stream().filter(Outcome::passed).count(),
                        some.size(),
                        share(some));
            }
        }
        System.out.printf(Locale.ROOT, "build %.3f   held %.3f%n", share(half(all, false)), share(half(all, true)));
        if (show) {
            half(all, false).stream()
                    .filter(o -> !o.passed())
                    .map(Utterances::described)
                    .forEach(System.out::println);
        }
        System.exit(0);
    }

    static String described(Outcome o) {
        return o.of().language() + ":" + o.of().number() + " [" + o.of().situation() + "] "
                + o.of().said() + "\n    " + String.join("\n    ", o.faults()) + "\n    heard " + o.heard()
                + "\n    ran "
                + o.calls() + "\n    said " + o.answer().replace("\n", " / ");
    }

    static List<Outcome> half(List<Outcome> all, boolean held) {
        return all.stream().filter(o -> o.of().held() == held).toList();
    }

    static double share(List<Outcome> some) {
        return some.stream().filter(Outcome::passed).count() / (double) Math.max(1, some.size());
    }

    static List<Outcome> play() {
        return List.of("de", "en", "fr").stream()
                .flatMap(language -> cases(language).stream())
                .map(Utterances::play)
                .toList();
    }

    private static Outcome play(Case one) {
        String[] place = one.situation().split(":");
        Rehearsal rehearsal = new Rehearsal(place.length > 1 ? place[0] : "henk", one.language());
        SITUATIONS
                .getOrDefault(one.language(), Map.of())
                .getOrDefault(place[place.length - 1], List.of())
                .forEach(rehearsal::say);
        Rehearsal.Answer answer = rehearsal.say(one.said());
        List<String> faults = new ArrayList<>(Expectations.faults(one.expected(), answer.played()));
        for (JsonNode detail : one.expected().path("details")) {
            detail(detail.asString(), answer.heard(), faults);
        }
        return new Outcome(
                one,
                faults,
                answer.heard().acts().stream()
                                .map(a ->
                                        a.intent() + String.format(Locale.ROOT, " %.2f '%s'", a.score(), a.sentence()))
                                .toList()
                        + " " + answer.heard().changes(),
                answer.calls().stream()
                        .map(c -> c.tool() + c.arguments())
                        .toList()
                        .toString(),
                answer.text());
    }

    private static void detail(String detail, Heard heard, List<String> faults) {
        String[] parts = detail.split("=");
        String actual = parts[0].equals("people")
                ? heard.details().people().map(String::valueOf).orElse("none")
                : heard.details().measures().containsKey(parts[0])
                        ? heard.details().measures().get(parts[0]).toPlainString()
                        : "none";
        if (!actual.equals(parts[1])) {
            faults.add(parts[0] + " is " + actual + " instead of " + parts[1]);
        }
    }

    static List<Case> cases(String language) {
        List<Case> cases = new ArrayList<>();
        for (String line : lines(language)) {
            String[] parts = line.split("\\s*\\|\\s*", -1);
            cases.add(new Case(
                    language,
                    cases.size() + 1,
                    cases.size() % 2 == 1,
                    parts[0],
                    parts[1],
                    expected(parts[2], parts[3], parts[4].strip())));
        }
        return cases;
    }

    private static List<String> lines(String language) {
        try {
            return new ClassPathResource("understanding/utterances/" + language + ".txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the form in which a script says what must be true after a line. */
    private static JsonNode expected(String intents, String facts, String tools) {
        ObjectNode expected = JSON.createObjectNode();
        split(intents, ",").forEach(expected.withArray("intents")::add);
        for (String fact : split(facts, ";")) {
            String[] parts = fact.split("=", -1);
            switch (parts[0]) {
                case "people", "waist", "chest", "height", "shoulder", "inseam" ->
                    expected.withArray("details").add(fact);
                case "budget_max", "budget_min", "date", "name", "email", "phone" ->
                    expected.withObject("facts").put(parts[0], parts[1]);
                default -> {
                    var values = expected.withObject("facts").putArray(parts[0]);
                    split(parts[1], ",").forEach(values::add);
                }
            }
        }
        for (String tool : split(tools.replaceAll("(\\([^)]*\\))", "$1"), ",(?![^(]*\\))")) {
            if (tool.startsWith("-")) {
                expected.withArray("no_calls").add(tool.substring(1));
            } else {
                int open = tool.indexOf('(');
                ObjectNode arguments =
                        expected.withObject("calls").putObject(open < 0 ? tool : tool.substring(0, open));
                if (open > 0) {
                    split(tool.substring(open + 1, tool.length() - 1), ";")
                            .forEach(pair -> arguments.put(pair.split("=")[0], pair.split("=")[1]));
                }
            }
        }
        return expected;
    }

    private static List<String> split(String text, String by) {
        return Arrays.stream(text.split(by))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static Map<String, List<String>> situations(
            List<String> date,
            List<String> colour,
            List<String> budget,
            List<String> shown,
            List<String> contact,
            List<String> consent,
            List<String> stored,
            List<String> slots,
            List<String> time,
            List<String> later) {
        return Map.of(
                "date",
                date,
                "colour",
                colour,
                "budget",
                budget,
                "shown",
                shown,
                "contact",
                joined(shown, contact),
                "consent",
                joined(shown, contact, consent),
                "stored",
                joined(shown, contact, consent, stored),
                "slots",
                joined(shown, slots),
                "booked",
                joined(shown, slots, time, consent, stored),
                "later",
                later);
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        return Arrays.stream(parts).flatMap(List::stream).toList();
    }
}
