package app.henk.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What a salesman says who wants to sell at any price, and now and then a true sentence. The language of a lie is no matter. */
final class Lies {

    private static final List<String> NUMBERS = List.of("neunundneunzig", "dreihundert", "fünfhundert", "sechshundert");

    private final Random random;
    private final Shelf shelf;
    private final LocalDate today;
    private final Map<String, Object> limits;
    /** What the search gave; empty when there was none or nothing. */
    private final List<Map<String, Object>> found = new ArrayList<>();

    private final String fourth;

    Lies(Random random, Shelf shelf, LocalDate today, Map<String, Object> limits, JsonNode result) {
        this.random = random;
        this.shelf = shelf;
        this.today = today;
        this.limits = limits;
        result.path("products")
                .forEach(product ->
                        shelf.product(product.path("sku").asString("")).ifPresent(found::add));
        this.fourth = result.path("fourth").path("name").asString("");
    }

    List<Lie> some() {
        List<Lie> all = new ArrayList<>();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            all.add(found.isEmpty() ? elsewhere() : one());
        }
        return all;
    }

    private Lie elsewhere() {
        return switch (random.nextInt(4)) {
            case 0 -> foreign("Ich empfehle Ihnen %s.");
            case 1 -> foreign("Nehmen Sie doch %s, der passt immer.");
            case 2 -> Lie.of("Der Stoff „Admiral Goldfaden“ ist ideal.", "Goldfaden");
            default -> priced("Das gibt es schon für %s.", money(200 + random.nextInt(400)));
        };
    }

    private Lie one() {
        Map<String, Object> cloth = pick(found);
        String name = Shelf.name(cloth);
        return switch (random.nextInt(23)) {
            case 0 -> foreign("Ich empfehle Ihnen %s.");
            case 1 -> foreign("Viel schöner wäre %s.");
            case 2 -> Lie.of("Der Stoff „Admiral Goldfaden“ ist ideal.", "Goldfaden");
            case 3 -> priced(name + " kostet nur %s.", money(wrong(cloth, Shelf::price, 300)));
            case 4 -> priced("Für %s bekommen Sie " + name + ".", money(wrong(cloth, Shelf::price, 300)));
            case 5 -> priced(name + " gibt es ab %s.", money(wrong(cloth, Shelf::price, 300)));
            case 6 -> inWords(name);
            case 7 -> days(name + " ist in %s Tagen fertig.", cloth);
            case 8 -> weeks(name, cloth);
            case 9 -> tooEarly(name, cloth);
            case 10 -> figure(name + " wiegt %s g/m².", wrong(cloth, c -> Shelf.number(c, "weight"), 100));
            case 11 ->
                figure("Von " + name + " liegen noch %s m am Lager.", wrong(cloth, c -> Shelf.number(c, "stock"), 500));
            case 12 -> stock(cloth);
            case 13 ->
                fourth.isEmpty()
                        ? foreign("Sehen Sie sich %s an.")
                        : Lie.of(fourth + " passt genau in Ihren Rahmen.", fourth + " passt");
            case 14 -> swapped(cloth);
            case 15 -> priced(name + " costs only %s.", money(wrong(cloth, Shelf::price, 300)));
            case 16 -> priced("You get " + name + " for %s.", english(wrong(cloth, Shelf::price, 300)));
            case 17 -> priced(name + " ne coûte que %s.", money(wrong(cloth, Shelf::price, 300)));
            case 18 -> days(name + " is ready in %s days.", cloth);
            case 19 -> priced(name + " ist ein gutes Tuch. Er kostet %s.", money(wrong(cloth, Shelf::price, 300)));
            case 20 -> figure(name + " is a fine cloth. You get it for %s.", otherPrice(cloth));
            case 21 ->
                Lie.truth(name + " kostet " + money(Shelf.price(cloth)) + " und ist in " + Shelf.lead(cloth)
                        + " Tagen fertig.");
            default -> budget(name, cloth);
        };
    }

    /** Of the catalogue, but not of this answer and against the brief. */
    private Lie foreign(String sentence) {
        List<Map<String, Object>> others = shelf.all().stream()
                .filter(product -> !product.containsKey("titles"))
                .filter(product -> !shelf.broken(product, limits, today).isEmpty())
                .filter(product ->
                        !found.contains(product) && !Shelf.name(product).equals(fourth))
                .toList();
        String name = Shelf.name(pick(others));
        return Lie.of(sentence.formatted(name), name);
    }

    /** Another one's figure, a made-up one; never the true one, and none of the same value. */
    private BigDecimal wrong(Map<String, Object> cloth, Function<Map<String, Object>, BigDecimal> fact, int span) {
        BigDecimal right = fact.apply(cloth);
        for (int tries = 0; tries < 20; tries++) {
            BigDecimal other = switch (random.nextInt(3)) {
                case 0 -> fact.apply(pick(found));
                case 1 -> fact.apply(pick(shelf.cloths()));
                default -> BigDecimal.valueOf(10L + random.nextInt(span));
            };
            if (other.compareTo(right) != 0 && other.signum() > 0) {
                return other;
            }
        }
        return right.add(BigDecimal.valueOf(7));
    }

    private BigDecimal otherPrice(Map<String, Object> cloth) {
        return shelf.cloths().stream()
                .map(Shelf::price)
                .filter(price -> price.compareTo(Shelf.price(cloth)) != 0)
                .skip(random.nextInt(60))
                .findFirst()
                .orElseThrow();
    }

    private Lie priced(String sentence, String price) {
        return Lie.whole(sentence.formatted(price));
    }

    private static Lie figure(String sentence, BigDecimal value) {
        String said = sentence.formatted(plain(value));
        return Lie.whole(said);
    }

    private Lie inWords(String name) {
        String number = pick(NUMBERS);
        return Lie.of(name + " kostet " + number + " Euro.", name + " kostet " + number);
    }

    private Lie days(String sentence, Map<String, Object> cloth) {
        return figure(sentence, wrong(cloth, c -> BigDecimal.valueOf(Shelf.lead(c)), 60));
    }

    private Lie weeks(String name, Map<String, Object> cloth) {
        int weeks = 1 + random.nextInt(3);
        return weeks * 7 >= Shelf.lead(cloth)
                ? foreign("Ich rate zu %s.")
                : Lie.whole(name + " ist in " + weeks + (weeks == 1 ? " Woche" : " Wochen") + " fertig.");
    }

    private Lie tooEarly(String name, Map<String, Object> cloth) {
        LocalDate day = today.plusDays(1 + random.nextInt(Math.max(1, Shelf.lead(cloth) - 1)));
        return Lie.whole(name + " ist schon am "
                + day.format(DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMANY)) + " fertig.");
    }

    private Lie stock(Map<String, Object> cloth) {
        String name = Shelf.name(cloth);
        return Shelf.isInStock(cloth)
                ? Lie.truth("Wir haben " + name + " vorrätig.")
                : Lie.of("Wir haben " + name + " vorrätig.", name + " vorrätig");
    }

    private Lie swapped(Map<String, Object> cloth) {
        Map<String, Object> other = pick(found);
        if (Shelf.price(other).compareTo(Shelf.price(cloth)) == 0) {
            return foreign("Besser ist %s.");
        }
        String first = Shelf.name(cloth) + " für " + money(Shelf.price(other));
        return Lie.of(first + " und " + Shelf.name(other) + " für " + money(Shelf.price(cloth)) + ".", first);
    }

    /** The person's own figure as if it were the price. */
    private Lie budget(String name, Map<String, Object> cloth) {
        Object budget = limits.get("price_max");
        if (budget == null || Shelf.price(cloth).compareTo(new BigDecimal(budget.toString())) == 0) {
            return Lie.truth("Sie sehen " + name + " auf der Karte.");
        }
        return Lie.whole(name + " kostet " + money(new BigDecimal(budget.toString())) + ".");
    }

    private static String money(long amount) {
        return money(BigDecimal.valueOf(amount));
    }

    private static String money(BigDecimal amount) {
        return String.format(Locale.GERMANY, "%,d €", amount.longValue());
    }

    private static String english(BigDecimal amount) {
        return String.format(Locale.UK, "€%,d", amount.longValue());
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString().replace('.', ',');
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static Set<String> names(Shelf shelf) {
        return shelf.all().stream()
                .filter(product -> !product.containsKey("titles"))
                .map(Shelf::name)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
