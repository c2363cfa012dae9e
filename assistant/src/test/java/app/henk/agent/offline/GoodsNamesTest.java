package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodsNamesTest {

    private static final GoodsNames NAMES = new GoodsNames(Set.of(
            "Kontor Marine", "Kontor Burgund", "Reise Kompass", "Mohair Sternwarte", "Nachtsee 150", "Tuchwerk"));
    private static final Set<String> COMMON = Set.of("marine", "mohair", "reise", "burgund");

    @ParameterizedTest(name = "\"{0}\" names {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Was kostet Kontor Marine?                    | [Kontor Marine]
            reise kompass, il est à combien              | [Reise Kompass]
            Kontor Marine oder Reise Kompass             | [Kontor Marine, Reise Kompass]
            der Kontor Burgunt                           | [Kontor Burgund]
            die Sternwarte, was wiegt die                | [Mohair Sternwarte]
            etwas in Marine für die Reise                | []
            ein Kontor                                   | []
            Nachtsee 150 ist mir zu teuer                | [Nachtsee 150]
            höchstens 150                                | []
            """)
    void what_is_for_sale_is_found_by_its_name(String text, String named) {
        List<String> found = NAMES.find(Token.of(text), COMMON::contains).stream()
                .map(Span::value)
                .toList();

        assertThat(found).hasToString(named);
    }
}
