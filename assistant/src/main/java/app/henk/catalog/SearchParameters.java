package app.henk.catalog;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.NamedDays;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/** Reads a product query from an address, and collects everything that is wrong with it before it complains. */
final class SearchParameters {

    static final Set<String> KNOWN = Set.of(
            "q",
            "kind",
            "style",
            "season",
            "colour",
            "not_colour",
            "pattern",
            "not_pattern",
            "fibre",
            "occasion",
            "mill",
            "price_min",
            "price_max",
            "weight_min",
            "weight_max",
            "formality_min",
            "crease_min",
            "care_min",
            "needed_by",
            "in_stock",
            "lang",
            "limit",
            "key");

    private static final Set<String> SEASONS = Set.of("spring", "summer", "autumn", "winter");
    private static final Set<String> LANGUAGES = Set.of("de", "en", "fr");
    /** How formal a style is at least, and the occasion that it stands for. */
    private static final Map<String, Integer> STYLES = Map.of("casual", 1, "business", 3, "formal", 4, "evening", 5);

    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N}_ &'’.-]{1,60}");
    private static final int MOST_VALUES = 10;
    private static final int LONGEST_TEXT = 400;

    private final MultiValueMap<String, String> given;
    private final List<FieldError> errors = new ArrayList<>();

    private SearchParameters(MultiValueMap<String, String> given) {
        this.given = given;
    }

    /**
     * @param own the tenant's own language, for texts when none is asked for
     * @throws app.henk.platform.Problem naming each parameter that is unknown or cannot be read
     */
    static ProductQuery read(MultiValueMap<String, String> given, String own) {
        var parameters = new SearchParameters(given);
        ProductQuery query = parameters.query(own);
        if (!parameters.errors.isEmpty()) {
            throw FieldErrors.of(parameters.errors);
        }
        return query;
    }

    private ProductQuery query(String own) {
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .limit(MOST_VALUES)
                .forEach(name -> wrong(
                        "parameter",
                        "is unknown; there are "
                                + String.join(", ", KNOWN.stream().sorted().toList())));
        Optional<Integer> style = one("style")
                .flatMap(value -> choice("style", value, STYLES.keySet()))
                .map(STYLES::get);
        Optional<Integer> formality = number("formality_min", 1, 5);
        return new ProductQuery(
                values("kind"),
                one("q").map(text -> text.substring(0, Math.min(text.length(), LONGEST_TEXT))),
                choices("season", SEASONS),
                values("colour"),
                values("not_colour"),
                values("pattern"),
                values("not_pattern"),
                values("fibre"),
                values("occasion"),
                one("mill"),
                money("price_min"),
                money("price_max"),
                number("weight_min", 0, 5000),
                number("weight_max", 0, 5000),
                formality.isPresent() ? formality : style,
                number("crease_min", 1, 5),
                number("care_min", 1, 5),
                read("needed_by", "must be a date such as 2027-06-19", NamedDays::day),
                read("in_stock", "must be true or false", SearchParameters::truth)
                        .orElse(false),
                one("lang").flatMap(value -> choice("lang", value, LANGUAGES)).orElse(own),
                number("limit", 1, 20).orElse(10));
    }

    private Optional<String> one(String name) {
        List<String> all = given.getOrDefault(name, List.of());
        if (all.size() > 1) {
            wrong(name, "may be given once");
        }
        return all.stream()
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    /** Given several times or separated by commas: any of them. */
    private List<String> values(String name) {
        List<String> values = given.getOrDefault(name, List.of()).stream()
                .filter(value -> value != null)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(value -> value.strip().toLowerCase(Locale.ROOT).replace(' ', '_'))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.size() > MOST_VALUES) {
            wrong(name, "may have " + MOST_VALUES + " values");
        } else if (!values.stream().allMatch(value -> VALUE.matcher(value).matches())) {
            wrong(name, "must be made of letters, digits and spaces, at most 60");
        }
        return values;
    }

    private List<String> choices(String name, Set<String> allowed) {
        List<String> values = values(name);
        values.forEach(value -> choice(name, value, allowed));
        return values;
    }

    private Optional<String> choice(String name, String value, Set<String> allowed) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!allowed.contains(lower)) {
            wrong(
                    name,
                    "must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()));
            return Optional.empty();
        }
        return Optional.of(lower);
    }

    private Optional<Integer> number(String name, int least, int most) {
        String expected = "must be a whole number from " + least + " to " + most;
        return read(name, expected, Integer::valueOf).flatMap(value -> {
            if (value < least || value > most) {
                wrong(name, expected);
                return Optional.empty();
            }
            return Optional.of(value);
        });
    }

    private Optional<BigDecimal> money(String name) {
        return read(name, "must be an amount such as 1500 or 1499.90", SearchParameters::amount);
    }

    private static BigDecimal amount(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(text);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private <T> Optional<T> read(String name, String expected, Function<String, T> reading) {
        try {
            return one(name).map(reading);
        } catch (IllegalArgumentException | DateTimeException e) {
            wrong(name, expected);
            return Optional.empty();
        }
    }

    private void wrong(String name, String message) {
        errors.add(new FieldError(name, message));
    }
}
