package app.henk.catalog;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/** Reads from an address what is to be compared or priced, and collects everything that is wrong with it. */
final class OfferParameters {

    static final Set<String> COMPARED = Set.of("sku", "lang", "key");
    static final Set<String> PRICED = Set.of("lining", "option", "lang", "key");

    private static final Set<String> LANGUAGES = Set.of("de", "en", "fr");
    private static final int LONGEST = 80;

    private final MultiValueMap<String, String> given;
    private final List<FieldError> errors = new ArrayList<>();

    private OfferParameters(MultiValueMap<String, String> given, Set<String> known) {
        this.given = given;
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .limit(QuoteRequest.MOST_OPTIONS)
                .forEach(name -> wrong(
                        "parameter",
                        "is unknown; there are "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    /** @param language of the texts in the answer */
    record Compared(List<String> skus, String language) {}

    /** @param language of the texts in the answer */
    record Priced(QuoteRequest asked, String language) {}

    static Compared compared(MultiValueMap<String, String> given, String own) {
        var parameters = new OfferParameters(given, COMPARED);
        List<String> skus = parameters.values("sku", Comparison.MOST);
        String language = parameters.language(own);
        parameters.complain();
        return new Compared(skus, language);
    }

    static Priced priced(String sku, MultiValueMap<String, String> given, String own) {
        var parameters = new OfferParameters(given, PRICED);
        List<String> linings = parameters.values("lining", 1);
        List<String> options = parameters.values("option", QuoteRequest.MOST_OPTIONS);
        String language = parameters.language(own);
        parameters.complain();
        return new Priced(new QuoteRequest(sku, linings.stream().findFirst(), options), language);
    }

    /** Given several times or separated by commas. */
    private List<String> values(String name, int most) {
        List<String> values = given.getOrDefault(name, List.of()).stream()
                .filter(value -> value != null)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.size() > most) {
            wrong(name, "may have " + most + (most == 1 ? " value" : " values"));
        }
        if (values.stream()
                .anyMatch(value -> value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl))) {
            wrong(name, "must be plain words, at most " + LONGEST + " characters");
        }
        return values;
    }

    private String language(String own) {
        Optional<String> asked = values("lang", 1).stream().findFirst().map(value -> value.toLowerCase(Locale.ROOT));
        if (asked.isPresent() && !LANGUAGES.contains(asked.get())) {
            wrong("lang", "must be one of de, en, fr");
        }
        return asked.orElse(own);
    }

    private void wrong(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    private void complain() {
        if (!errors.isEmpty()) {
            throw FieldErrors.of(errors);
        }
    }
}
