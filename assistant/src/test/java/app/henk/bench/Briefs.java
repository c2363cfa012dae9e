package app.henk.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Makes up what somebody wants: easy, hard and hopeless, as the arguments of a search. The same seed, the same briefs. */
final class Briefs {

    static final List<String> OCCASIONS =
            List.of("wedding", "business", "gala", "travel", "leisure", "funeral", "interview", "party", "graduation");
    private static final List<String> SEASONS = List.of("spring", "summer", "autumn", "winter");
    private static final List<String> COLOURS =
            List.of("blue", "navy", "grey", "charcoal", "green", "brown", "black", "red", "burgundy", "white", "beige");
    private static final List<String> PATTERNS =
            List.of("solid", "check", "stripe", "pinstripe", "herringbone", "windowpane", "birdseye");
    private static final List<String> FIBRES =
            List.of("wool", "linen", "silk", "cotton", "mohair", "cashmere", "alpaca", "elastane");
    private static final List<String> LANGUAGES = List.of("de", "en", "fr");
    private static final List<String> WORDS = List.of(
            "leichter Anzug für die Hochzeit",
            "something airy that does not crease",
            "un costume chaud pour l’hiver",
            "Kontor Anthrazit",
            "Cupro Bordeaux",
            "'; drop table product; --",
            "🧵");

    /** @param arguments of {@code search_fabrics} */
    record Brief(Map<String, Object> arguments, String language) {}

    private final Random random;
    private final LocalDate today;

    Briefs(long seed, LocalDate today) {
        this.random = new Random(seed);
        this.today = today;
    }

    Brief next() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int limits = 1 + random.nextInt(6); limits > 0; limits--) {
            add(arguments);
        }
        if (random.nextInt(4) == 0) {
            arguments.put("text", pick(WORDS));
        }
        if (random.nextInt(3) == 0) {
            arguments.put("limit", 1 + random.nextInt(6));
        }
        return new Brief(arguments, pick(LANGUAGES));
    }

    private void add(Map<String, Object> arguments) {
        switch (random.nextInt(18)) {
            case 0, 1 -> arguments.put("price_max", amount(700, 3300));
            case 2 -> arguments.put("price_min", amount(700, 2500));
            case 3 -> arguments.put("weight_max", 180 + random.nextInt(300));
            case 4 -> arguments.put("weight_min", 180 + random.nextInt(300));
            case 5 -> arguments.put("formality_min", 1 + random.nextInt(5));
            case 6 -> arguments.put("crease_min", 1 + random.nextInt(5));
            case 7 -> arguments.put("care_min", 1 + random.nextInt(5));
            case 8, 9 ->
                arguments.put("needed_by", today.plusDays(random.nextInt(130)).toString());
            case 10 -> arguments.put("in_stock", true);
            case 11 -> arguments.put("seasons", some(SEASONS));
            case 12 -> arguments.put("colours", some(COLOURS));
            case 13 -> arguments.put("not_colours", some(COLOURS));
            case 14 -> arguments.put("patterns", some(PATTERNS));
            case 15 -> arguments.put("not_patterns", some(PATTERNS));
            case 16 -> arguments.put("fibres", some(FIBRES));
            default -> arguments.put("occasions", some(OCCASIONS));
        }
    }

    private BigDecimal amount(int from, int span) {
        BigDecimal whole = BigDecimal.valueOf(from + random.nextInt(span));
        return random.nextInt(5) == 0 ? whole.add(new BigDecimal("0.50")) : whole;
    }

    private List<String> some(List<String> of) {
        return Stream.generate(() -> pick(of))
                .limit(1 + random.nextInt(2))
                .distinct()
                .toList();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
