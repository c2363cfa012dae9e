package app.henk.bench;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What a visitor says of a wish, and the limits that it states, as the arguments of a search.
 *
 * @param limits that may not be broken, whatever the model makes of them
 */
record Statement(String text, String language, Map<String, Object> limits) {

    private static final Map<String, List<String>> OCCASIONS = Map.of(
            "wedding", List.of("eine Hochzeit", "a wedding", "un mariage"),
            "business", List.of("das Büro", "the office", "le bureau"),
            "gala", List.of("eine Gala", "a gala", "un gala"),
            "party", List.of("eine Party", "a party", "une fête"),
            "travel", List.of("eine Reise", "a trip", "un voyage"));
    private static final Map<String, List<String>> COLOURS = Map.of(
            "blue", List.of("Blau", "blue", "bleu"),
            "grey", List.of("Grau", "grey", "gris"),
            "brown", List.of("Braun", "brown", "marron"),
            "green", List.of("Grün", "green", "vert"),
            "black", List.of("Schwarz", "black", "noir"));
    private static final Map<String, List<String>> SEASONS = Map.of(
            "summer", List.of("den Sommer", "the summer", "l’été"),
            "winter", List.of("den Winter", "the winter", "l’hiver"));
    private static final List<String> LANGUAGES = List.of("de", "en", "fr");

    static Statement random(Random random, LocalDate today) {
        int language = random.nextInt(3);
        Map<String, Object> limits = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        String occasion = pick(random, OCCASIONS);
        text.append(say(
                        language,
                        "Ich suche einen Anzug für %s. ",
                        "I am looking for a suit for %s. ",
                        "Je cherche un costume pour %s. ")
                .formatted(OCCASIONS.get(occasion).get(language)));
        if (random.nextInt(4) > 0) {
            int budget = 900 + 50 * random.nextInt(40);
            limits.put("price_max", budget);
            text.append(budget(random, language).formatted(budget));
        }
        if (random.nextInt(2) == 0) {
            LocalDate day = today.plusDays(25 + random.nextInt(80));
            limits.put("needed_by", day.toString());
            text.append(say(
                            language,
                            "Er muss am %s fertig sein. ",
                            "It has to be ready on %s. ",
                            "Il doit être prêt le %s. ")
                    .formatted(day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                            .withLocale(Locale.forLanguageTag(
                                    List.of("de", "en-GB", "fr").get(language))))));
        }
        if (random.nextInt(3) == 0) {
            String colour = pick(random, COLOURS);
            limits.put("not_colours", List.of(colour));
            text.append(say(language, "Bitte kein %s. ", "No %s, please. ", "Pas de %s, s’il vous plaît. ")
                    .formatted(COLOURS.get(colour).get(language)));
        }
        if (random.nextInt(4) == 0) {
            String season = pick(random, SEASONS);
            limits.put("seasons", List.of(season));
            text.append(say(language, "Es ist für %s. ", "It is for %s. ", "C’est pour %s. ")
                    .formatted(SEASONS.get(season).get(language)));
        }
        return new Statement(text.toString().strip(), LANGUAGES.get(language), limits);
    }

    private static String budget(Random random, int language) {
        return random.nextBoolean()
                ? say(language, "Höchstens %d Euro. ", "At most %d euros. ", "Au maximum %d euros. ")
                : say(language, "Mein Budget sind %d €. ", "My budget is €%d. ", "Mon budget est de %d €. ");
    }

    private static String say(int language, String german, String english, String french) {
        return List.of(german, english, french).get(language);
    }

    private static String pick(Random random, Map<String, ?> of) {
        return of.keySet().stream()
                .sorted()
                .skip(random.nextInt(of.size()))
                .findFirst()
                .orElseThrow();
    }
}
