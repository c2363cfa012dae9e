package app.henk.agent.offline;

import app.henk.DemoProducts;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools' shapes over the demo data, in memory: what they return, without a database. */
final class ToolStandIn {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, List<String>> PASSES_FOR = Map.of(
            "navy",
            List.of("blue"),
            "midnight",
            List.of("blue"),
            "charcoal",
            List.of("grey"),
            "mid_grey",
            List.of("grey"),
            "light_grey",
            List.of("grey"),
            "burgundy",
            List.of("red"),
            "pinstripe",
            List.of("stripe"),
            "chalkstripe",
            List.of("stripe"),
            "prince_of_wales",
            List.of("check"),
            "windowpane",
            List.of("check"));

    private final String slug;
    private final LocalDate today;
    private final List<JsonNode> products = new ArrayList<>();
    private final ServiceStandIn services;
    boolean consent;
    boolean stored;

    ToolStandIn(String slug, LocalDate today) {
        this.slug = slug;
        this.today = today;
        this.services = new ServiceStandIn(today);
        try {
            DemoProducts.of(slug).stream()
                    .filter(product -> !product.containsKey("extraFor"))
                    .forEach(product -> products.add(JSON.valueToTree(product)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<ToolSpecification> specifications() {
        return Stream.concat(
                        Stream.of(Tools.SEARCH, Tools.KNOWLEDGE, Tools.LEAD, Tools.PERSON, Tools.REMEMBER),
                        ServiceStandIn.TOOLS.stream())
                .map(name ->
                        ToolSpecification.builder().name(name).description(name).build())
                .toList();
    }

    List<String> names() {
        return products.stream().map(p -> p.path("name").asString("")).toList();
    }

    String run(String tool, JsonNode arguments, String language) {
        return switch (tool) {
            case Tools.SEARCH -> search(arguments, language);
            case Tools.KNOWLEDGE -> knowledge(arguments.path("question").asString(""), language);
            case Tools.LEAD -> lead(arguments);
            case Tools.PERSON ->
                JSON.writeValueAsString(Map.of(
                        "status",
                        "noted",
                        "open_now",
                        true,
                        "hours",
                        "Di–Fr 10–19 Uhr",
                        "phone",
                        "+49 40 66969120",
                        "email",
                        "atelier@henk.example"));
            case Tools.REMEMBER -> JSON.writeValueAsString(Map.of("status", "kept"));
            default -> services.run(tool, arguments, consent);
        };
    }

    private String search(JsonNode wanted, String language) {
        List<JsonNode> kept =
                products.stream().filter(p -> broken(p, wanted).isEmpty()).toList();
        Map<String, Object> result = new LinkedHashMap<>();
        List<Map<String, Object>> found = kept.stream()
                .sorted(Comparator.comparingDouble(p -> -merit(p, wanted)))
                .limit(wanted.path("limit").asInt(3))
                .map(p -> facts(p, wanted, language))
                .toList();
        result.put("found", found.size());
        result.put("total", kept.size());
        result.put("products", found);
        if (kept.isEmpty()) {
            relaxation(wanted, language).ifPresent(r -> result.put("relaxation", r));
        }
        return JSON.writeValueAsString(result);
    }

    private Optional<Map<String, Object>> relaxation(JsonNode wanted, String language) {
        return products.stream()
                .filter(p -> broken(p, wanted).size() == 1)
                .min(Comparator.comparing(p -> p.path("price").decimalValue()))
                .map(p -> {
                    String limit = broken(p, wanted).getFirst();
                    String to = switch (limit) {
                        case "price_max", "price_min" -> p.path("price").asString("");
                        case "needed_by" ->
                            today.plusDays(p.path("leadDays").asInt()).toString();
                        default -> "";
                    };
                    return limit.startsWith("price")
                            ? Map.of("limit", limit, "to", to, "price", amount(p, language), "opens", 1)
                            : Map.of("limit", limit, "to", to, "opens", 1);
                });
    }

    private List<String> broken(JsonNode p, JsonNode wanted) {
        List<String> broken = new ArrayList<>();
        check(broken, "occasion", any(wanted.path("occasions"), strings(p.path("occasions"))));
        check(broken, "season", any(wanted.path("seasons"), strings(p.path("seasons"))));
        check(
                broken,
                "colour",
                any(wanted.path("colours"), passes(p.path("colour").asString(""))));
        check(
                broken,
                "not_colour",
                !hits(wanted.path("not_colours"), passes(p.path("colour").asString(""))));
        check(
                broken,
                "pattern",
                any(wanted.path("patterns"), passes(p.path("pattern").asString(""))));
        check(
                broken,
                "not_pattern",
                !hits(wanted.path("not_patterns"), passes(p.path("pattern").asString(""))));
        check(broken, "fibre", any(wanted.path("fibres"), List.copyOf(names(p.path("composition")))));
        BigDecimal price = p.path("price").decimalValue();
        check(
                broken,
                "price_max",
                !wanted.has("price_max")
                        || price.compareTo(wanted.path("price_max").decimalValue()) <= 0);
        check(
                broken,
                "price_min",
                !wanted.has("price_min")
                        || price.compareTo(wanted.path("price_min").decimalValue()) >= 0);
        check(
                broken,
                "weight_max",
                !wanted.has("weight_max")
                        || p.path("weight").asInt() <= wanted.path("weight_max").asInt());
        check(
                broken,
                "weight_min",
                !wanted.has("weight_min")
                        || p.path("weight").asInt() >= wanted.path("weight_min").asInt());
        check(
                broken,
                "crease_min",
                !wanted.has("crease_min")
                        || p.path("crease").asInt() >= wanted.path("crease_min").asInt());
        check(
                broken,
                "formality_min",
                !wanted.has("formality_min")
                        || p.path("formality").asInt()
                                >= wanted.path("formality_min").asInt());
        check(
                broken,
                "needed_by",
                !wanted.has("needed_by")
                        || !today.plusDays(p.path("leadDays").asInt())
                                .isAfter(
                                        LocalDate.parse(wanted.path("needed_by").asString(""))));
        return broken;
    }

    private static void check(List<String> broken, String limit, boolean kept) {
        if (!kept) {
            broken.add(limit);
        }
    }

    private static boolean any(JsonNode wanted, List<String> has) {
        return wanted.isEmpty() || hits(wanted, has);
    }

    private static boolean hits(JsonNode wanted, List<String> has) {
        return strings(wanted).stream().anyMatch(has::contains);
    }

    private static List<String> passes(String value) {
        List<String> all = new ArrayList<>(PASSES_FOR.getOrDefault(value, List.of()));
        all.add(value);
        return all;
    }

    private static double merit(JsonNode p, JsonNode wanted) {
        double merit = 0;
        List<String> occasions = strings(p.path("occasions"));
        for (String occasion : strings(wanted.path("occasions"))) {
            merit += occasions.contains(occasion) ? 1.6 / (1 + occasions.indexOf(occasion)) : 0;
        }
        merit += strings(wanted.path("seasons")).isEmpty()
                ? 0
                : 0.5 + 0.5 / Math.max(1, p.path("seasons").size());
        merit += strings(wanted.path("seasons")).contains("summer")
                        && p.path("weight").asInt() <= 260
                ? 0.5
                : 0;
        String text = wanted.path("text").asString("");
        for (Token token : Token.of(text)) {
            merit += p.toString().toLowerCase(java.util.Locale.ROOT).contains(token.folded()) ? 0.3 : 0;
        }
        return merit;
    }

    private static Map<String, Object> facts(JsonNode p, JsonNode wanted, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sku", p.path("sku").asString(""));
        facts.put("name", p.path("name").asString(""));
        facts.put("description", inLanguage(p.path("description"), language));
        facts.put("price", amount(p, language));
        facts.put("price_per", p.path("unit").asString(""));
        facts.put("stock", p.path("stock").asInt());
        facts.put("lead_days", p.path("leadDays").asInt());
        facts.put("occasions", strings(p.path("occasions")));
        if (p.has("weight")) {
            for (String same : List.of("mill", "weave", "pattern", "colour")) {
                facts.put(same, p.path(same).asString(""));
            }
            facts.put("weight_g_m2", p.path("weight").asInt());
            facts.put("seasons", strings(p.path("seasons")));
            facts.put("handle", inLanguage(p.path("handle"), language));
            facts.put("crease_1_to_5", p.path("crease").asInt());
            facts.put("formality_1_to_5", p.path("formality").asInt());
        }
        facts.put("facts", p.path("facts"));
        List<String> reasons = new ArrayList<>();
        strings(wanted.path("occasions")).forEach(o -> reasons.add("occasion." + o));
        strings(wanted.path("seasons")).forEach(o -> reasons.add("season." + o));
        if (p.path("weight").asInt(999) <= 260) {
            reasons.add("weight.light");
        }
        if (p.path("crease").asInt() >= 4) {
            reasons.add("crease.high");
        }
        if (wanted.has("price_max")
                && p.path("price").asDouble() < 0.9 * wanted.path("price_max").asDouble()) {
            reasons.add("price.within");
        }
        facts.put("reasons", reasons);
        return facts;
    }

    private static String amount(JsonNode p, String language) {
        String amount =
                String.format(java.util.Locale.UK, "%,d", p.path("price").asInt());
        return switch (language) {
            case "de" -> amount.replace(',', '.') + " €";
            case "fr" -> amount.replace(',', '\u202f') + " €";
            default -> "€" + amount;
        };
    }

    private static String inLanguage(JsonNode texts, String language) {
        return texts.isObject() ? texts.path(language).asString(texts.path("en").asString("")) : texts.asString("");
    }

    private String knowledge(String question, String language) {
        Set<String> wanted = stems(question, language);
        List<Map<String, Object>> best = new ArrayList<>();
        double most = 1.9;
        for (String[] section : sections(language)) {
            double score = 0;
            Set<String> heading = stems(section[0] + " " + section[1], language);
            Set<String> body = stems(section[2], language);
            for (String stem : wanted) {
                score += heading.contains(stem) ? 1.5 : body.contains(stem) ? 0.7 : 0;
            }
            if (score > most) {
                most = score;
                // what a passage is asked by is found by, and never quoted
                String text = section[2].replaceAll("(?s)<!--.*?-->", "").strip();
                best.addFirst(Map.of("title", section[0], "path", section[0] + " › " + section[1], "text", text));
            }
        }
        return JSON.writeValueAsString(
                best.isEmpty()
                        ? Map.of("found", 0, "note", "nothing")
                        : Map.of("found", best.size(), "passages", best));
    }

    private static Set<String> stems(String text, String language) {
        Set<String> stems = new java.util.HashSet<>();
        Token.of(text).stream()
                .filter(t -> t.isWord() && t.folded().length() > 3)
                .forEach(t -> stems.add(Stems.stem(t.folded(), language)));
        return stems;
    }

    private List<String[]> sections(String language) {
        List<String[]> sections = new ArrayList<>();
        try {
            Path folder = new ClassPathResource("demo/" + slug + "/knowledge/" + language)
                    .getFile()
                    .toPath();
            try (Stream<Path> files = Files.list(folder).sorted()) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file);
                    String title = text.replaceAll("(?s).*?title: ([^\\n]*)\\n.*", "$1");
                    String[] parts = text.split("(?m)^## ");
                    for (int i = 1; i < parts.length; i++) {
                        int end = parts[i].indexOf('\n');
                        sections.add(new String[] {
                            title,
                            parts[i].substring(0, end),
                            parts[i].substring(end).strip()
                        });
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return sections;
    }

    private String lead(JsonNode told) {
        List<String> missing = new ArrayList<>();
        if (!told.has("name")) {
            missing.add("name");
        }
        if (!told.has("email") && !told.has("phone")) {
            missing.add("contact");
        }
        if (!consent) {
            missing.add("consent");
        }
        if (!missing.isEmpty()) {
            return JSON.writeValueAsString(Map.of("status", "incomplete", "missing", missing));
        }
        boolean created = !stored;
        stored = true;
        return JSON.writeValueAsString(
                Map.of("status", "stored", "title", "Hochzeitsanzug Juni 2027", "created", created));
    }

    private static List<String> strings(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.asString("")));
        return values;
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new java.util.LinkedHashSet<>();
        node.properties().forEach(entry -> names.add(entry.getKey()));
        return names;
    }
}
