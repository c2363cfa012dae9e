package app.henk.agent.tools;

import app.henk.catalog.Product;
import app.henk.catalog.ProductMatches.Move;
import app.henk.catalog.ProductMatches.NearMiss;
import app.henk.catalog.ProductMatches.Relaxation;
import app.henk.catalog.ProductQuery;
import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** What a limit keeps out and what it would take to move it, in words: "150 €", "eine Woche später". */
@Component
class LimitWords {

    private static final int WEEK = 7;

    private final Wording wording;

    LimitWords(Wording wording) {
        this.wording = wording;
    }

    /** The limits that the person has set and the search was held to, where it asked for more. */
    Map<String, Object> kept(ProductQuery asked, ProductQuery held, CurrencyUnit currency, String language) {
        Map<String, Object> kept = new LinkedHashMap<>();
        if (!asked.priceMax().equals(held.priceMax())) {
            held.priceMax().ifPresent(most -> kept.put("price_max", money(most, currency, language)));
        }
        if (!asked.neededBy().equals(held.neededBy())) {
            held.neededBy().ifPresent(day -> kept.put("needed_by", day.toString()));
        }
        if (!asked.creaseMin().equals(held.creaseMin())) {
            held.creaseMin().ifPresent(least -> kept.put("crease_min", least));
        }
        keep("seasons", asked.seasons(), held.seasons(), kept);
        keep("not_colours", asked.notColours(), held.notColours(), kept);
        keep("not_patterns", asked.notPatterns(), held.notPatterns(), kept);
        return kept;
    }

    private static void keep(String limit, List<String> asked, List<String> held, Map<String, Object> kept) {
        if (!asked.equals(held)) {
            kept.put(limit, held);
        }
    }

    /** The one that just missed, and the whole sentence that says why. */
    Map<String, Object> fourth(NearMiss miss, ProductQuery asked, ProductWords words) {
        Product product = miss.product();
        String limit = miss.missed().limit();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sku", product.sku());
        facts.put("name", product.name());
        facts.put("limit", limit);
        facts.put("is", is(miss, words));
        by(miss.missed(), asked, product.price().getCurrencyUnit(), words.language())
                .ifPresent(by -> facts.put("by", by));
        facts.put("words", wording.say("catalog.fourth." + limit, words.language(), facts));
        return facts;
    }

    /** What would open something: the first limit, what else has to move with it, and the whole sentence. */
    Map<String, Object> relaxation(Relaxation relax, ProductQuery asked, CurrencyUnit currency, ProductWords words) {
        List<Map<String, Object>> moves = relax.moves().stream()
                .map(move -> move(move, asked, currency, words.language()))
                .toList();
        String language = words.language();
        String what = moves.stream()
                .map(move -> String.valueOf(move.get("words")))
                .collect(Collectors.joining(" " + wording.say("catalog.relax.and", language) + " "));
        String count = wording.say(
                "catalog.relax.opens." + (relax.opens() == 1 ? "one" : "some"),
                language,
                Map.of("opens", relax.opens()));
        Map<String, Object> facts = new LinkedHashMap<>(moves.getFirst());
        facts.put("opens", relax.opens());
        facts.put(
                "words",
                wording.say(
                        "catalog.relax.sentence", language, Map.of("moves", ProductWords.begun(what), "count", count)));
        if (moves.size() > 1) {
            facts.put("also", moves.subList(1, moves.size()));
        }
        return facts;
    }

    private Map<String, Object> move(Move move, ProductQuery asked, CurrencyUnit currency, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("limit", move.limit());
        facts.put("to", move.to());
        if (move.limit().startsWith("price")) {
            facts.put("price", money(new BigDecimal(move.to()), currency, language));
        }
        if (move.limit().equals("needed_by")) {
            facts.put("day", day(LocalDate.parse(move.to()), language));
        }
        by(move, asked, currency, language).ifPresent(by -> facts.put("by", by));
        facts.put("words", wording.say("catalog.relax." + move.limit(), language, facts));
        return facts;
    }

    /** By how much: of money and days only, for "one point more formal" says nothing. */
    private Optional<String> by(Move move, ProductQuery asked, CurrencyUnit currency, String language) {
        return switch (move.limit()) {
            case "price_max" ->
                asked.priceMax().map(most -> money(new BigDecimal(move.to()).subtract(most), currency, language));
            case "price_min" ->
                asked.priceMin().map(least -> money(least.subtract(new BigDecimal(move.to())), currency, language));
            case "needed_by" -> asked.neededBy().map(day -> span(day, LocalDate.parse(move.to()), language));
            default -> Optional.empty();
        };
    }

    private String span(LocalDate from, LocalDate to, String language) {
        long days = ChronoUnit.DAYS.between(from, to);
        String unit = days % WEEK == 0 ? "weeks" : "days";
        long count = days % WEEK == 0 ? days / WEEK : days;
        return wording.say("catalog.span." + unit + (count == 1 ? ".one" : ".some"), language, Map.of("count", count));
    }

    /** The product's own value for the limit that it breaks. */
    private String is(NearMiss miss, ProductWords words) {
        Product product = miss.product();
        return switch (miss.missed().limit()) {
            case "price_max", "price_min" -> Amounts.say(product.price(), words.language());
            case "needed_by" -> day(LocalDate.parse(miss.missed().to()), words.language());
            case "occasion" -> words.words("occasion", product.occasions(), ", ");
            default ->
                product.cloth().map(cloth -> is(cloth, miss.missed(), words)).orElse("");
        };
    }

    private static String is(Product.Cloth cloth, Move missed, ProductWords words) {
        return switch (missed.limit()) {
            case "weight_min", "weight_max" -> cloth.weight() + " g/m²";
            case "season" -> words.words("season", cloth.seasons(), "/");
            case "colour" -> words.word("colour", cloth.colour());
            case "pattern" -> words.word("pattern", cloth.pattern());
            case "fibre" -> words.composition(cloth.composition());
            case "mill" -> cloth.mill();
            default -> missed.to();
        };
    }

    private static String money(BigDecimal amount, CurrencyUnit currency, String language) {
        return Amounts.say(Money.of(currency, amount, RoundingMode.HALF_UP), language);
    }

    static String day(LocalDate day, String language) {
        return day.format(DayFormats.of(FormatStyle.LONG, Amounts.locale(language)));
    }
}
