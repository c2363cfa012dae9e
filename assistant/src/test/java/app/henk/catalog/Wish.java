package app.henk.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A query that tests change one part of at a time, and the plain meaning of its limits. */
record Wish(ProductQuery query) {

    static final List<String> SEASONS = List.of("spring", "summer", "autumn", "winter");
    static final List<String> COLOURS =
            List.of("blue", "navy", "grey", "charcoal", "green", "brown", "black", "red", "burgundy", "white", "beige");
    static final List<String> PATTERNS = List.of("solid", "check", "stripe", "pinstripe", "herringbone", "windowpane");
    static final List<String> FIBRES = List.of("wool", "linen", "silk", "cotton", "mohair", "cashmere", "elastane");
    static final List<String> OCCASIONS = List.of("wedding", "business", "gala", "travel", "leisure", "funeral");

    static Wish any() {
        return new Wish(new ProductQuery(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "de",
                20));
    }

    static Wish random(Random random) {
        Wish wish = any();
        int limits = 1 + random.nextInt(5);
        for (int i = 0; i < limits; i++) {
            wish = wish.with(random);
        }
        return random.nextInt(3) == 0 ? wish.text("leichter Anzug für die Hochzeit") : wish;
    }

    private Wish with(Random random) {
        return switch (random.nextInt(15)) {
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
        return q.priceMin().stream().allMatch(min -> sheet.price().compareTo(min) >= 0)
                && q.priceMax().stream().allMatch(max -> sheet.price().compareTo(max) <= 0)
                && q.weightMin().stream().allMatch(min -> sheet.weight() != null && sheet.weight() >= min)
                && q.weightMax().stream().allMatch(max -> sheet.weight() != null && sheet.weight() <= max)
                && q.formalityMin().stream().allMatch(min -> sheet.formality() != null && sheet.formality() >= min)
                && q.creaseMin().stream().allMatch(min -> sheet.crease() != null && sheet.crease() >= min)
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
        String to = relaxation.to();
        return switch (relaxation.limit()) {
            case "price_max" -> priceMax(new BigDecimal(to));
            case "price_min" -> priceMin(new BigDecimal(to));
            case "needed_by" -> neededBy(LocalDate.parse(to));
            case "weight_min" -> weightMin(Integer.parseInt(to));
            case "weight_max" -> weightMax(Integer.parseInt(to));
            case "formality_min" -> formalityMin(Integer.parseInt(to));
            case "crease_min" -> creaseMin(Integer.parseInt(to));
            case "season" -> seasons();
            case "colour" -> colours();
            case "pattern" -> patterns();
            case "fibre" -> fibres();
            case "occasion" -> occasions();
            case "in_stock" ->
                change(q -> copy(
                        q,
                        q.seasons(),
                        q.colours(),
                        q.notColours(),
                        q.patterns(),
                        q.notPatterns(),
                        q.fibres(),
                        q.occasions(),
                        false));
            default -> throw new IllegalArgumentException(relaxation.limit());
        };
    }

    Wish text(String text) {
        return change(q -> new ProductQuery(
                Optional.of(text),
                q.seasons(),
                q.colours(),
                q.notColours(),
                q.patterns(),
                q.notPatterns(),
                q.fibres(),
                q.occasions(),
                q.mill(),
                q.priceMin(),
                q.priceMax(),
                q.weightMin(),
                q.weightMax(),
                q.formalityMin(),
                q.creaseMin(),
                q.neededBy(),
                q.inStockOnly(),
                q.language(),
                q.limit()));
    }

    Wish priceMin(BigDecimal min) {
        return numbers(
                Optional.of(min),
                query.priceMax(),
                query.weightMin(),
                query.weightMax(),
                query.formalityMin(),
                query.creaseMin(),
                query.neededBy());
    }

    Wish priceMax(BigDecimal max) {
        return numbers(
                query.priceMin(),
                Optional.of(max),
                query.weightMin(),
                query.weightMax(),
                query.formalityMin(),
                query.creaseMin(),
                query.neededBy());
    }

    Wish weightMin(int min) {
        return numbers(
                query.priceMin(),
                query.priceMax(),
                Optional.of(min),
                query.weightMax(),
                query.formalityMin(),
                query.creaseMin(),
                query.neededBy());
    }

    Wish weightMax(int max) {
        return numbers(
                query.priceMin(),
                query.priceMax(),
                query.weightMin(),
                Optional.of(max),
                query.formalityMin(),
                query.creaseMin(),
                query.neededBy());
    }

    Wish formalityMin(int min) {
        return numbers(
                query.priceMin(),
                query.priceMax(),
                query.weightMin(),
                query.weightMax(),
                Optional.of(min),
                query.creaseMin(),
                query.neededBy());
    }

    Wish creaseMin(int min) {
        return numbers(
                query.priceMin(),
                query.priceMax(),
                query.weightMin(),
                query.weightMax(),
                query.formalityMin(),
                Optional.of(min),
                query.neededBy());
    }

    Wish neededBy(LocalDate day) {
        return numbers(
                query.priceMin(),
                query.priceMax(),
                query.weightMin(),
                query.weightMax(),
                query.formalityMin(),
                query.creaseMin(),
                Optional.of(day));
    }

    private Wish numbers(
            Optional<BigDecimal> priceMin,
            Optional<BigDecimal> priceMax,
            Optional<Integer> weightMin,
            Optional<Integer> weightMax,
            Optional<Integer> formalityMin,
            Optional<Integer> creaseMin,
            Optional<LocalDate> neededBy) {
        return change(q -> new ProductQuery(
                q.text(),
                q.seasons(),
                q.colours(),
                q.notColours(),
                q.patterns(),
                q.notPatterns(),
                q.fibres(),
                q.occasions(),
                q.mill(),
                priceMin,
                priceMax,
                weightMin,
                weightMax,
                formalityMin,
                creaseMin,
                neededBy,
                q.inStockOnly(),
                q.language(),
                q.limit()));
    }

    Wish inStockOnly() {
        return change(q -> copy(
                q,
                q.seasons(),
                q.colours(),
                q.notColours(),
                q.patterns(),
                q.notPatterns(),
                q.fibres(),
                q.occasions(),
                true));
    }

    Wish seasons(String... any) {
        return change(q -> copy(
                q,
                List.of(any),
                q.colours(),
                q.notColours(),
                q.patterns(),
                q.notPatterns(),
                q.fibres(),
                q.occasions(),
                q.inStockOnly()));
    }

    Wish colours(String... any) {
        return change(q -> copy(
                q,
                q.seasons(),
                List.of(any),
                q.notColours(),
                q.patterns(),
                q.notPatterns(),
                q.fibres(),
                q.occasions(),
                q.inStockOnly()));
    }

    Wish notColours(String... none) {
        return change(q -> copy(
                q,
                q.seasons(),
                q.colours(),
                List.of(none),
                q.patterns(),
                q.notPatterns(),
                q.fibres(),
                q.occasions(),
                q.inStockOnly()));
    }

    Wish patterns(String... any) {
        return change(q -> copy(
                q,
                q.seasons(),
                q.colours(),
                q.notColours(),
                List.of(any),
                q.notPatterns(),
                q.fibres(),
                q.occasions(),
                q.inStockOnly()));
    }

    Wish notPatterns(String... none) {
        return change(q -> copy(
                q,
                q.seasons(),
                q.colours(),
                q.notColours(),
                q.patterns(),
                List.of(none),
                q.fibres(),
                q.occasions(),
                q.inStockOnly()));
    }

    Wish fibres(String... any) {
        return change(q -> copy(
                q,
                q.seasons(),
                q.colours(),
                q.notColours(),
                q.patterns(),
                q.notPatterns(),
                List.of(any),
                q.occasions(),
                q.inStockOnly()));
    }

    Wish occasions(String... any) {
        return change(q -> copy(
                q,
                q.seasons(),
                q.colours(),
                q.notColours(),
                q.patterns(),
                q.notPatterns(),
                q.fibres(),
                List.of(any),
                q.inStockOnly()));
    }

    private static ProductQuery copy(
            ProductQuery q,
            List<String> seasons,
            List<String> colours,
            List<String> notColours,
            List<String> patterns,
            List<String> notPatterns,
            List<String> fibres,
            List<String> occasions,
            boolean inStockOnly) {
        return new ProductQuery(
                q.text(),
                seasons,
                colours,
                notColours,
                patterns,
                notPatterns,
                fibres,
                occasions,
                q.mill(),
                q.priceMin(),
                q.priceMax(),
                q.weightMin(),
                q.weightMax(),
                q.formalityMin(),
                q.creaseMin(),
                q.neededBy(),
                inStockOnly,
                q.language(),
                q.limit());
    }

    private Wish change(Function<ProductQuery, ProductQuery> change) {
        return new Wish(change.apply(query));
    }
}
