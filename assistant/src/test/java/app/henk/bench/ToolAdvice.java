package app.henk.bench;

import app.henk.agent.Card;
import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.tools.OwnWords;
import app.henk.agent.tools.ToolContext;
import app.henk.agent.tools.ToolRegistry;
import app.henk.agent.tools.ToolResult;
import app.henk.bench.Briefs.Brief;
import app.henk.bench.Findings.Kind;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has briefs answered by the tools themselves, and judges what a person would be shown. */
final class ToolAdvice {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EVERY = 5;

    private final ToolRegistry registry;
    private final Tenant tenant;
    private final Shelf shelf;
    private final LocalDate today;
    private final Findings findings;
    private final Random random = new Random(7);
    private final AtomicInteger asked = new AtomicInteger();

    ToolAdvice(ToolRegistry registry, Tenant tenant, Shelf shelf, LocalDate today, Findings findings) {
        this.registry = registry;
        this.tenant = tenant;
        this.shelf = shelf;
        this.today = today;
        this.findings = findings;
    }

    /** Searches; now and then compares and prices what was found as well. */
    Mono<Void> ask(Brief brief) {
        return call("search_fabrics", brief.arguments(), brief.language()).flatMap(result -> {
            JsonNode json = JSON.readTree(result.json());
            judge(brief, json, result.cards());
            List<String> skus = skus(json.path("products"));
            return skus.isEmpty() || asked.incrementAndGet() % EVERY > 0
                    ? Mono.empty()
                    : compared(skus, brief).then(priced(skus.getFirst(), brief));
        });
    }

    private Mono<ToolResult> call(String tool, Map<String, Object> arguments, String language) {
        var conversation = Ids.next();
        var context = new ToolContext(
                new Principal.Visitor(tenant.id(), conversation),
                tenant,
                Speaker.VISITOR,
                conversation,
                Ids.next(),
                Ids.next(),
                language,
                ZonedDateTime.now(tenant.zone()),
                Optional.empty(),
                new OwnWords(List.of()),
                Map.of(),
                false);
        return registry.open(context).call("1", tool, JSON.writeValueAsString(arguments));
    }

    private void judge(Brief brief, JsonNode json, List<Card> cards) {
        List<Map<String, Object>> allowed = shelf.all().stream()
                .filter(product -> broken(product, brief).isEmpty())
                .toList();
        int limit = (int) brief.arguments().getOrDefault("limit", 3);
        boolean complete = json.path("total").asInt(-1) == allowed.size()
                && json.path("products").size() == Math.min(limit, allowed.size())
                && cards.size() == json.path("products").size();
        findings.shown(Kind.REASONS, complete, brief + " found " + json.path("total") + " of " + allowed.size());
        json.path("products").forEach(product -> judge(brief, product));
        cards.forEach(card -> judge(brief, card));
        judgeFourth(brief, json.path("fourth"));
        judgeRelaxation(brief, json.path("relaxation"), allowed.isEmpty());
    }

    private Set<String> broken(Map<String, Object> product, Brief brief) {
        return shelf.broken(product, brief.arguments(), today);
    }

    private void judge(Brief brief, JsonNode shown) {
        String sku = shown.path("sku").asString("");
        Optional<Map<String, Object>> known = shelf.product(sku);
        findings.shown(
                Kind.PRODUCTS,
                known.filter(product -> broken(product, brief).isEmpty()
                                && Shelf.name(product).equals(shown.path("name").asString("")))
                        .isPresent(),
                sku + " for " + brief);
        known.ifPresent(product -> {
            findings.shown(Kind.PRICES, amount(shown.path("price")).compareTo(Shelf.price(product)) == 0, sku);
            findings.shown(Kind.DATES, shown.path("lead_days").asInt(-1) == Shelf.lead(product), sku);
            boolean stock = shown.path("stock_m").decimalValue().compareTo(Shelf.number(product, "stock")) == 0
                    && shown.path("in_stock").asBoolean() == Shelf.isInStock(product);
            findings.shown(Kind.STOCK, stock, sku);
            findings.shown(
                    Kind.REASONS,
                    !shown.path("why").isEmpty()
                            && shown.path("weight_g_m2").asInt()
                                    == Shelf.number(product, "weight").intValue(),
                    sku + " says nothing of itself");
        });
    }

    private void judge(Brief brief, Card card) {
        String sku = String.valueOf(card.content().get("sku"));
        Optional<Map<String, Object>> known = shelf.product(sku);
        boolean right = known.filter(product -> broken(product, brief).isEmpty()
                        && Shelf.name(product).equals(card.content().get("title"))
                        && amount(card.content().get("price")).compareTo(Shelf.price(product)) == 0)
                .isPresent();
        findings.shown(Kind.PRODUCTS, right, "card " + sku + " for " + brief);
    }

    /** It breaks exactly the limit that is named, by the value that is told. */
    private void judgeFourth(Brief brief, JsonNode fourth) {
        if (fourth.isMissingNode()) {
            return;
        }
        String limit = fourth.path("limit").asString("");
        boolean right = shelf.product(fourth.path("sku").asString(""))
                .filter(product -> broken(product, brief).equals(Set.of(limit)))
                .filter(product -> !limit.equals("price_max")
                        || amount(fourth.path("is")).compareTo(Shelf.price(product)) == 0
                                && amount(fourth.path("by"))
                                                .add(new BigDecimal(brief.arguments()
                                                        .get("price_max")
                                                        .toString()))
                                                .compareTo(Shelf.price(product))
                                        == 0)
                .filter(product -> fourth.path("words").asString("").startsWith(Shelf.name(product)))
                .isPresent();
        findings.shown(Kind.REASONS, right, "fourth " + fourth + " for " + brief);
    }

    /** It opens as many as it says, and nothing is offered where something was found. */
    private void judgeRelaxation(Brief brief, JsonNode relaxation, boolean wanted) {
        if (relaxation.isMissingNode()) {
            return;
        }
        Map<String, Object> moved = new LinkedHashMap<>(brief.arguments());
        move(moved, relaxation);
        relaxation.path("also").forEach(also -> move(moved, also));
        long opens = shelf.all().stream()
                .filter(product -> shelf.broken(product, moved, today).isEmpty())
                .count();
        findings.shown(
                Kind.REASONS,
                wanted && opens > 0 && opens == relaxation.path("opens").asInt(),
                relaxation + " opens " + opens + " for " + brief);
    }

    private static void move(Map<String, Object> arguments, JsonNode relaxation) {
        String limit = relaxation.path("limit").asString("");
        String to = relaxation.path("to").asString("");
        switch (limit) {
            case "season", "colour", "pattern", "fibre", "occasion" -> arguments.remove(limit + "s");
            case "in_stock" -> arguments.remove("in_stock");
            case "ease_min" -> arguments.put("care_min", Integer.valueOf(to));
            case "needed_by" -> arguments.put("needed_by", to);
            default -> arguments.put(limit, new BigDecimal(to));
        }
    }

    private Mono<Void> compared(List<String> found, Brief brief) {
        List<String> skus = Stream.concat(found.stream(), Stream.of("HK-101", "HK-140"))
                .distinct()
                .limit(4)
                .toList();
        return call("compare_products", Map.of("skus", skus), brief.language())
                .doOnNext(result -> {
                    JsonNode json = JSON.readTree(result.json());
                    findings.shown(
                            Kind.PRODUCTS, skus(json.path("products")).equals(skus), skus + " compared as " + json);
                    json.path("products")
                            .forEach(shown -> shelf.product(shown.path("sku").asString(""))
                                    .ifPresent(product -> findings.shown(
                                            Kind.PRICES,
                                            amount(shown.path("price")).compareTo(Shelf.price(product)) == 0,
                                            "compared " + product.get("sku"))));
                })
                .then();
    }

    private Mono<Void> priced(String sku, Brief brief) {
        Map<String, Map<String, Object>> extras = new LinkedHashMap<>();
        List<Map<String, Object>> linings = shelf.of("lining");
        Map<String, Object> lining = linings.get(random.nextInt(linings.size()));
        List<Map<String, Object>> options = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<String, Object> option =
                    shelf.of("option").get(random.nextInt(shelf.of("option").size()));
            String choice = String.valueOf(option.getOrDefault("choice", option.get("sku")));
            if (extras.putIfAbsent(choice, option) == null) {
                options.add(option);
            }
        }
        Map<String, Object> arguments = Map.of(
                "sku", sku,
                "lining", Shelf.name(lining),
                "options", options.stream().map(this::called).toList());
        return call("quote_price", arguments, brief.language())
                .doOnNext(result -> judgeSum(sku, lining, options, JSON.readTree(result.json())))
                .then();
    }

    /** By its number, its name, or what people say. */
    private String called(Map<String, Object> option) {
        return switch (random.nextInt(3)) {
            case 0 -> String.valueOf(option.get("sku"));
            case 1 -> Shelf.name(option);
            default -> String.valueOf(Shelf.list(option.get("also")).iterator().next());
        };
    }

    private void judgeSum(String sku, Map<String, Object> lining, List<Map<String, Object>> options, JsonNode json) {
        Map<String, Object> cloth = shelf.product(sku).orElseThrow();
        BigDecimal sum = Shelf.price(cloth).add(Shelf.price(lining));
        int days = Shelf.lead(cloth) + Shelf.lead(lining);
        for (Map<String, Object> option : options) {
            boolean included = option.containsKey("includedFrom")
                    && Shelf.price(cloth).compareTo(Shelf.number(option, "includedFrom")) >= 0;
            sum = included ? sum : sum.add(Shelf.price(option));
            days += Shelf.lead(option);
        }
        String what = sku + " with " + lining.get("sku") + " and "
                + options.stream().map(option -> option.get("sku")).toList() + ": " + json;
        findings.shown(Kind.SUMS, amount(json.path("total")).compareTo(sum) == 0, what);
        findings.shown(
                Kind.DATES,
                json.path("ready").asString("").equals(today.plusDays(days).toString()),
                what);
    }

    private static List<String> skus(JsonNode products) {
        List<String> skus = new ArrayList<>();
        products.forEach(product -> skus.add(product.path("sku").asString("")));
        return skus;
    }

    /** "ab 1.290 €", "€1,290.50", "1 290,50 €": what it amounts to. */
    static BigDecimal amount(Object written) {
        String text = written instanceof JsonNode node ? node.asString("") : String.valueOf(written);
        String figures = text.replaceAll("[^0-9.,]", "").replaceAll("[.,](?=\\d{3}(\\D|$))", "");
        String plain = figures.replace(',', '.').replaceAll("\\.$", "");
        return plain.isEmpty() ? BigDecimal.ONE.negate() : new BigDecimal(plain);
    }
}
