package app.henk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The demo tenants' data says the same thing everywhere: a typing slip in it fails here and not in a conversation. */
class DemoDataTest {
    private static final Path DEMO = Path.of("src/main/resources/demo");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,\\h]\\d+)*");
    /** Money or a percentage. */
    private static final Pattern AMOUNT = Pattern.compile("€" + NUMBER + "|" + NUMBER + "\\h?[€%]");

    @ParameterizedTest
    @ValueSource(strings = {"henk", "works"})
    void points_of_a_scoring_formula_sum_to_a_hundred(String tenant) throws IOException {
        var criteria = maps(map(map(read(tenant, "tenant.yaml")).get("scoring")).get("criteria"));
        assertThat(criteria.stream().mapToInt(c -> number(c, "max")).sum()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"henk", "works"})
    void every_product_is_described_in_every_language_under_a_number_of_its_own(String tenant) throws IOException {
        var languages = strings(map(read(tenant, "tenant.yaml")).get("languages"));
        var products = DemoProducts.of(tenant);
        assertThat(products).extracting(p -> p.get("sku")).doesNotHaveDuplicates();
        assertThat(products).extracting(p -> p.get("name")).doesNotHaveDuplicates();
        assertThat(products)
                .allSatisfy(p -> assertThat(Set.copyOf(map(p.get("description")).keySet()))
                        .isEqualTo(Set.copyOf(languages)));
    }

    @Test
    void a_cloth_is_made_of_a_hundred_percent_and_of_what_the_thesaurus_knows() throws IOException {
        var concepts = maps(map(read("henk", "thesaurus.yaml")).get("concepts")).stream()
                .map(c -> String.valueOf(c.get("id")))
                .collect(Collectors.toSet());
        assertThat(DemoProducts.of("henk").stream().filter(p -> p.get("kind").equals("fabric")))
                .allSatisfy(p -> {
                    var composition = map(p.get("composition"));
                    assertThat(composition.values().stream()
                                    .mapToInt(v -> (Integer) v)
                                    .sum())
                            .isEqualTo(100);
                    assertThat(concepts)
                            .contains(
                                    "colour." + p.get("colour"),
                                    "pattern." + p.get("pattern"),
                                    "weave." + p.get("weave"))
                            .containsAll(prefixed("fibre.", composition.keySet()))
                            .containsAll(prefixed("season.", strings(p.get("seasons"))))
                            .containsAll(prefixed("occasion.", strings(p.get("occasions"))));
                });
    }

    @Test
    void the_tailor_has_a_shop_full_of_cloth_and_what_goes_with_it() throws IOException {
        var count = DemoProducts.of("henk").stream()
                .collect(Collectors.groupingBy(p -> p.get("kind"), Collectors.counting()));
        assertThat(count.get("fabric")).isGreaterThanOrEqualTo(80);
        assertThat(count.get("lining")).isGreaterThanOrEqualTo(15);
        assertThat(count.get("option")).isGreaterThanOrEqualTo(20);
    }

    @Test
    void each_cloth_says_how_it_is_cared_for_and_how_it_feels_in_every_language() throws IOException {
        assertThat(DemoProducts.of("henk").stream().filter(p -> p.get("kind").equals("fabric")))
                .allSatisfy(p -> {
                    for (String text : List.of("care", "handle", "description")) {
                        assertThat(languages(p.get(text))).isEqualTo(Set.of("de", "en", "fr"));
                    }
                    for (String points : List.of("crease", "drape", "ease", "formality")) {
                        assertThat(number(p, points)).isBetween(1, 5);
                    }
                    assertThat(number(p, "weight")).isBetween(180, 480);
                    assertThat((List<?>) p.get("seasons")).isNotEmpty();
                });
    }

    @Test
    void what_is_added_is_named_in_every_language_or_has_a_proper_name() throws IOException {
        assertThat(DemoProducts.of("henk").stream().filter(p -> p.containsKey("extraFor")))
                .hasSizeGreaterThanOrEqualTo(35)
                .allSatisfy(p -> {
                    assertThat(p.get("extraFor")).isEqualTo("fabric");
                    if (p.get("kind").equals("option")) {
                        assertThat(languages(p.get("titles"))).isEqualTo(Set.of("de", "en", "fr"));
                    }
                });
    }

    @Test
    void prices_of_extras_are_those_that_the_documents_tell() throws IOException {
        String prices = Files.readString(DEMO.resolve("henk/knowledge/de/prices.md"));
        for (var told : Map.of("Weste", 290, "Zweite Hose", 260, "Seidenrevers", 180, "Monogramm", 35)
                .entrySet()) {
            assertThat(DemoProducts.of("henk"))
                    .filteredOn(p -> told.getKey().equals(p.get("name")))
                    .singleElement()
                    .satisfies(p -> assertThat(p.get("price")).isEqualTo(told.getValue()));
            assertThat(prices).contains(told.getValue() + " €");
        }
    }

    @Test
    void the_tailor_knows_all_in_german_and_what_is_asked_most_in_each_language() throws IOException {
        var german = documentSizes(sections("de"));
        assertThat(german).hasSizeGreaterThanOrEqualTo(40);
        var english = documentSizes(sections("en"));
        assertThat(english).hasSizeGreaterThanOrEqualTo(25).isEqualTo(documentSizes(sections("fr")));
        assertThat(german).containsAllEntriesOf(english);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void a_translation_names_the_amounts_and_shares_that_the_original_names(String language) throws IOException {
        for (var document : documentSizes(sections(language)).keySet()) {
            var original = document("de", document);
            var translation = document(language, document);
            assertThat(numbers(NUMBER, original)).as(document).containsAll(numbers(AMOUNT, translation));
            assertThat(numbers(NUMBER, translation)).as(document).containsAll(numbers(AMOUNT, original));
        }
    }

    /** A document that exists only in the shop's own language answers a question in any. */
    @ParameterizedTest
    @ValueSource(strings = {"questions.yaml", "questions-build.yaml", "questions-measure.yaml"})
    void each_retrieval_question_expects_a_section_that_there_is(String file) throws IOException {
        var path = Path.of("src/test/resources/knowledge").resolve(file);
        var german = sections("de");
        for (var question : maps(new Yaml().load(Files.readString(path)))) {
            var expected = new HashSet<>(List.of(String.valueOf(question.get("expect"))));
            if (question.get("also") != null) {
                expected.addAll(strings(question.get("also")));
            }
            expected.remove("none");
            var own = sections(String.valueOf(question.get("lang")));
            var translated = documentSizes(own).keySet();
            german.stream()
                    .filter(section -> !translated.contains(section.replaceAll("#.*", "")))
                    .forEach(own::add);
            assertThat(own).containsAll(expected);
        }
    }

    private static Set<String> sections(String language) throws IOException {
        var found = new HashSet<String>();
        try (Stream<Path> files = Files.list(DEMO.resolve("henk/knowledge").resolve(language))) {
            for (var file : files.toList()) {
                var document = file.getFileName().toString().replace(".md", "");
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("## "))
                        .forEach(line -> found.add(document + "#" + slug(line.substring(3))));
            }
        }
        return found;
    }

    private static String document(String language, String name) throws IOException {
        return Files.readString(DEMO.resolve("henk/knowledge").resolve(language).resolve(name + ".md"));
    }

    /** "1.190", "1,190" and "1 190" are the same. */
    private static Set<String> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(number ->
                        number.replaceAll("[.,\\h](?=\\d{3})|[€%\\h]", "").replace(',', '.'))
                .collect(Collectors.toSet());
    }

    private static Map<String, Long> documentSizes(Set<String> sections) {
        return sections.stream().collect(Collectors.groupingBy(s -> s.replaceAll("#.*", ""), Collectors.counting()));
    }

    private static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[’']", "").replaceAll("[^\\p{L}\\p{N}]+", "-");
    }

    private static Object read(String tenant, String file) throws IOException {
        return new Yaml().load(Files.readString(DEMO.resolve(tenant).resolve(file)));
    }

    private static List<String> prefixed(String prefix, Collection<?> keys) {
        return keys.stream().map(key -> prefix + key).toList();
    }

    private static Set<?> languages(Object texts) {
        return Set.copyOf(map(texts).keySet());
    }

    private static int number(Map<?, ?> map, String key) {
        return (Integer) map.get(key);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<Map<?, ?>> maps(Object value) {
        return ((List<?>) value).stream().<Map<?, ?>>map(DemoDataTest::map).toList();
    }

    private static List<String> strings(Object value) {
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }
}
