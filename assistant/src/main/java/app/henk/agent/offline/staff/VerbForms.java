package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forms in which a verb gives an order: "anlegen" is also "leg … an", "lege … an" and "anzulegen". A verb is written as
 * its infinitive, with a stroke between it and its particle ("an|legen", "set|up"); forms that follow no rule stand behind
 * it ("auf|nehmen nimm").
 */
final class VerbForms {

    private final String particle;
    private final String infinitive;
    private final List<String> irregular;
    private final String language;

    private VerbForms(String language, String verb) {
        List<String> words = Arrays.asList(verb.strip().split("\\s+"));
        String[] parts = words.getFirst().split("\\|");
        boolean german = language.equals("de");
        this.language = language;
        this.infinitive = parts.length > 1 && german ? parts[1] : parts[0];
        this.particle = parts.length < 2 ? "" : german ? parts[0] : parts[1];
        this.irregular = words.subList(1, words.size());
    }

    static VerbForms from(String language, String verb) {
        return new VerbForms(language, verb);
    }

    /** Whether it gives the order: "ruf", "rufe"; not "rufen". */
    boolean isOrder(String folded) {
        return !folded.equals(Token.fold(infinitive))
                && orders().stream().map(Token::fold).anyMatch(folded::equals);
    }

    /** Whether an order of it ends with this particle, or has none where it is empty. */
    boolean endsWith(String folded) {
        return Token.fold(particle).equals(folded);
    }

    /** "Anrufen". */
    String whole() {
        return particle + infinitive;
    }

    /** Turns of phrase with gaps. */
    static List<String> of(String language, String verb) {
        return new VerbForms(language, verb).phrases();
    }

    private List<String> phrases() {
        List<String> forms = new ArrayList<>();
        orders().forEach(form -> forms.add(particle.isEmpty() ? form : form + " … " + particle));
        if (language.equals("de") && !particle.isEmpty()) {
            forms.add(particle + infinitive);
            forms.add(particle + "zu" + infinitive);
        }
        return forms;
    }

    private List<String> orders() {
        List<String> orders = new ArrayList<>(irregular);
        orders.add(infinitive);
        switch (language) {
            case "de" -> orders.addAll(german());
            case "fr" -> orders.addAll(french());
            default -> {}
        }
        return orders;
    }

    /** "Leg", "lege", "legst du"; "änder", "ändere". */
    private List<String> german() {
        String stem = infinitive.substring(0, infinitive.length() - (infinitive.matches(".*(er|el)n") ? 1 : 2));
        List<String> regular = irregular.isEmpty() ? List.of(stem, stem + "st du") : List.of();
        List<String> forms = new ArrayList<>(regular);
        forms.add(stem + "e");
        return forms;
    }

    /** "Passe", "passez"; other verbs have their forms written behind them. */
    private List<String> french() {
        String stem = infinitive.substring(0, infinitive.length() - 2);
        return infinitive.endsWith("er") && irregular.isEmpty() ? List.of(stem + "e", stem + "ez") : List.of();
    }
}
