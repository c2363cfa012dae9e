package app.henk.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A query that tests change one part of at a time, and the plain meaning of its limits. */
record Wish(ProductQuery query) {

    static final List<String> SEASONS = List.of("spring", "summer", "autumn", "winter");
    static final List<String> COLOURS =
            List.of("blue", "navy", "grey", "charcoal", "green", "brown", "black", "red", "burgundy", "white", "beige");
    static final List<String> PATTERNS = List.of("solid", "check", "stripe", "pinstripe", "herringbone", "windowpane");
    static final List<String> FIBRES = List.of("wool", "linen", "silk", "cotton", "mohair", "cashmere", "elastane");
    static final List<String> OCCASIONS = List.of("wedding", "business", "gala", "travel", "leisure", "funeral");

    /** A query that is being written. */
    private static final class Draft {
        List<String> kinds = List.of();
        Optional<String> text = Optional.empty();
        List<String> seasons = List.of();
        List<String> colours = List.of();
        List<String> notColours = List.of();
        List<String> patterns = List.of();
        List<String> notPatterns = List.of();
        List<String> fibres = List.of();
        List<String> occasions = List.of();
        Optional<String> mill = Optional.empty();
        Optional<BigDecimal> priceMin = Optional.empty();
        Optional<BigDecimal> priceMax = Optional.empty();
        Optional<Integer> weightMin = Optional.empty();
        Optional<Integer> weightMax = Optional.empty();
        Optional<Integer> formalityMin = Optional.empty();
        Optional<Integer> creaseMin = Optional.empty();
        Optional<Integer> easeMin = Optional.empty();
        Optional<LocalDate> neededBy = Optional.empty();
        boolean inStockOnly;

        ProductQuery query() {
            return new ProductQuery(
                    kinds,
                    text,
                    seasons,
                    colours,
                    notColours,
                    patterns,
                    notPatterns,
                    fibres,
                    occasions,
                    mill,
                    priceMin,
                    priceMax,
                    weightMin,
                    weightMax,
                    formalityMin,
                    creaseMin,
                    easeMin,
                    neededBy,
                    inStockOnly,
                    "de",
                    20);
        }
    }

    static Wish any() {
        return new Wish(new Draft().query());
    }

    private Wish with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.kinds = query.kinds();
        draft.text = query.text();
        draft.seasons = query.seasons();
        draft.colours = query.colours();
        draft.notColours = query.notColours();
        draft.patterns = query.patterns();
        draft.notPatterns = query.notPatterns();
        draft.fibres = query.fibres();
        draft.occasions = query.occasions();
        draft.mill = query.mill();
        draft.priceMin = query.priceMin();
        draft.priceMax = query.priceMax();
        draft.weightMin = query.weightMin();
        draft.weightMax = query.weightMax();
        draft.formalityMin = query.formalityMin();
        draft.creaseMin = query.creaseMin();
        draft.easeMin = query.easeMin();
        draft.neededBy = query.neededBy();
        draft.inStockOnly = query.inStockOnly();
        change.accept(draft);
        return new Wish(draft.query());
    }

    static Wish random(Random random) {
        Wish wish = any();
        int limits = 1 + random.nextInt(5);
        for (int i = 0; i < limits; i++) {
            wish = wish.limited(random);
        }
        return random.nextInt(3) == 0 ? wish.text("leichter Anzug für die Hochzeit") : wish;
    }

    private Wish limited(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> priceMax(BigDecimal.valueOf(700 + random.nextInt(3000)));
            case 1 -> priceMin(BigDecimal.valueOf(700 + random.nextInt(2500)));
            case 2 -> weightMax(180 + random.nextInt(300));
            case 3 -> weightMin(180 + random.nextInt(300));
            case 4 -> formalityMin(1 + random.nextInt(5));
            case 5 -> creaseMin(1 + random.nextInt(5));
            case 6 -> neededBy(ProductSearchTests.TODAY.plusDays(random.nextInt(120)));
            case 7 -> inStockOnly();
            case 8 -> seasons(some(random, SEASONS));
            case 9 -> colours(some(random, COLOURS));
            case 10 -> notColours(some(random, COLOURS));
            case 11 -> patterns(some(random, PATTERNS));
            case 12 -> notPatterns(some(random, PATTERNS));
            case 13 -> fibres(some(random, FIBRES));
            case 14 -> easeMin(1 + random.nextInt(5));
            default -> occasions(some(random, OCCASIONS));
        };
    }

    private static String[] some(Random random, List<String> of) {
        return Stream.generate(() -> of.get(random.nextInt(of.size())))
                .limit(1 + random.nextInt(2))
                .distinct()
                .toArray(String[]::new);
    }

    boolean allows(ProductSheet sheet, PassesFor passesFor, LocalDate today) {
        ProductQuery q = query;
        Set<String> colours = sheet.colour() == null ? Set.of() : passesFor.colours(sheet.colour());
        Set<String> patterns = sheet.pattern() == null ? Set.of() : passesFor.patterns(sheet.pattern());
        return (q.kinds().isEmpty() ? sheet.standsAlone() : q.kinds().contains(sheet.kind()))
                && q.priceMin().stream().allMatch(min -> sheet.price().compareTo(min) >= 0)
                && q.priceMax().stream().allMatch(max -> sheet.price().compareTo(max) <= 0)
                && q.weightMin().stream().allMatch(min -> sheet.weight() != null && sheet.weight() >= min)
                && q.weightMax().stream().allMatch(max -> sheet.weight() != null && sheet.weight() <= max)
                && q.formalityMin().stream().allMatch(min -> sheet.formality() != null && sheet.formality() >= min)
                && q.creaseMin().stream().allMatch(min -> sheet.crease() != null && sheet.crease() >= min)
                && q.easeMin().stream().allMatch(min -> sheet.ease() != null && sheet.ease() >= min)
                && q.neededBy().stream()
                        .allMatch(day -> !today.plusDays(sheet.leadDays()).isAfter(day))
                && (!q.inStockOnly() || sheet.stock().compareTo(sheet.needed()) >= 0)
                && wanted(q.seasons(), sheet.seasons())
                && wanted(q.colours(), colours)
                && wanted(q.patterns(), patterns)
                && wanted(q.fibres(), sheet.composition().keySet())
                && wanted(q.occasions(), sheet.occasions())
                && Collections.disjoint(q.notColours(), colours)
                && Collections.disjoint(q.notPatterns(), patterns);
    }

    private static boolean wanted(List<String> wanted, java.util.Collection<String> has) {
        return wanted.isEmpty() || !Collections.disjoint(wanted, has);
    }

    Wish relaxed(ProductMatches.Relaxation relaxation) {
        Wish wish = this;
        for (ProductMatches.Move move : relaxation.moves()) {
            wish = wish.moved(move);
        }
        return wish;
    }

    Wish moved(ProductMatches.Move move) {
        String to = move.to();
        return switch (move.limit()) {
            case "price_max" -> priceMax(new BigDecimal(to));
            case "price_min" -> priceMin(new BigDecimal(to));
            case "needed_by" -> neededBy(LocalDate.parse(to));
            case "weight_min" -> weightMin(Integer.parseInt(to));
            case "weight_max" -> weightMax(Integer.parseInt(to));
            case "formality_min" -> formalityMin(Integer.parseInt(to));
            case "crease_min" -> creaseMin(Integer.parseInt(to));
            case "ease_min" -> easeMin(Integer.parseInt(to));
            case "season" -> seasons();
            case "colour" -> colours();
            case "pattern" -> patterns();
            case "fibre" -> fibres();
            case "occasion" -> occasions();
            case "in_stock" -> with(draft -> draft.inStockOnly = false);
            default -> throw new IllegalArgumentException(move.limit());
        };
    }

    Wish kinds(String... any) {
        return with(draft -> draft.kinds = List.of(any));
    }

    Wish text(String text) {
        return with(draft -> draft.text = Optional.of(text));
    }

    Wish priceMin(BigDecimal min) {
        return with(draft -> draft.priceMin = Optional.of(min));
    }

    Wish priceMax(BigDecimal max) {
        return with(draft -> draft.priceMax = Optional.of(max));
    }

    Wish weightMin(int min) {
        return with(draft -> draft.weightMin = Optional.of(min));
    }

    Wish weightMax(int max) {
        return with(draft -> draft.weightMax = Optional.of(max));
    }

    Wish formalityMin(int min) {
        return with(draft -> draft.formalityMin = Optional.of(min));
    }

    Wish creaseMin(int min) {
        return with(draft -> draft.creaseMin = Optional.of(min));
    }

    Wish easeMin(int min) {
        return with(draft -> draft.easeMin = Optional.of(min));
    }

    Wish neededBy(LocalDate day) {
        return with(draft -> draft.neededBy = Optional.of(day));
    }

    Wish inStockOnly() {
        return with(draft -> draft.inStockOnly = true);
    }

    Wish seasons(String... any) {
        return with(draft -> draft.seasons = List.of(any));
    }

    Wish colours(String... any) {
        return with(draft -> draft.colours = List.of(any));
    }

    Wish notColours(String... none) {
        return with(draft -> draft.notColours = List.of(none));
    }

    Wish patterns(String... any) {
        return with(draft -> draft.patterns = List.of(any));
    }

    Wish notPatterns(String... none) {
        return with(draft -> draft.notPatterns = List.of(none));
    }

    Wish fibres(String... any) {
        return with(draft -> draft.fibres = List.of(any));
    }

    Wish occasions(String... any) {
        return with(draft -> draft.occasions = List.of(any));
    }
}
