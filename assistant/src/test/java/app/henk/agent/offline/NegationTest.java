package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegationTest {

    private static final Rehearsal ANY = new Rehearsal("henk", "de");

    /** Wanted and avoided, as the last parts of their concepts. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | kein Blau                                  |             | blue
            de | bitte kein Blau                            |             | blue
            de | keine Karos oder Streifen                  |             | check,stripe
            de | nicht blau, sondern grün                   | green       | blue
            de | Blau mag ich nicht                         |             | blue
            de | Blau lieber nicht                          |             | blue
            de | ohne Karo                                  |             | check
            de | auf keinen Fall schwarz                    |             | black
            de | ich weiß nicht, vielleicht blau            | blue        |
            de | warum nicht blau                           | blue        |
            de | blau oder grün                             | blue,green  |
            de | lieber grün als blau                       | green,blue  |
            de | blaau bitte                                | blue        |
            de | gruen, kein schwaz                         | green       | black
            en | no blue                                    |             | blue
            en | not blue but green                         | green       | blue
            en | I don't like stripes or checks             |             | stripe,check
            en | why not blue                               | blue        |
            en | anything but black                         |             | black
            fr | pas de bleu                                |             | blue
            fr | sans carreaux                              |             | check
            fr | pas de noir ni de bleu                     |             | black,blue
            fr | plutôt vert                                | green       |
            fr | je n'aime pas le bleu                      |             | blue
            """)
    void is_told(String language, String text, String wanted, String avoided) {
        Brief brief = new Brief();
        brief.apply(Rehearsal.model().hear(text, language, ANY.tenant).changes());
        assertThat(colours(brief.wanted())).as(text).containsAll(list(wanted));
        assertThat(colours(brief.avoided())).as(text).containsAll(list(avoided));
        if (wanted == null) {
            assertThat(colours(brief.wanted())).as(text).isEmpty();
        }
        if (avoided == null) {
            assertThat(colours(brief.avoided())).as(text).isEmpty();
        }
    }

    private static List<String> colours(List<String> concepts) {
        return concepts.stream()
                .filter(id -> id.startsWith("colour.") || id.startsWith("pattern."))
                .map(id -> id.substring(id.indexOf('.') + 1)
                        .replace("pinstripe", "stripe")
                        .replace("chalkstripe", "stripe"))
                .toList();
    }

    private static List<String> list(String values) {
        return values == null ? List.of() : List.of(values.split(","));
    }
}
