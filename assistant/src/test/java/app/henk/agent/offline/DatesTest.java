package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.platform.DayFormats;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {

    private static final EngineData DATA = EngineData.of("");
    /** A Friday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | am 12.6.                        | 2027-06-12 | 2027-06-12
            de | 12.06.27                        | 2027-06-12 | 2027-06-12
            de | 2027-06-12                      | 2027-06-12 | 2027-06-12
            de | am 12. Juni 2028                | 2028-06-12 | 2028-06-12
            de | am zwölften juni                | 2027-06-12 | 2027-06-12
            de | im Juni                         | 2027-06-01 | 2027-06-30
            de | Anfang Mai                      | 2027-05-01 | 2027-05-10
            de | Ende Mai 2028                   | 2028-05-21 | 2028-05-31
            de | 10. bis 15. Juni                | 2027-06-10 | 2027-06-15
            de | zwischen Mai und Juli           | 2027-05-01 | 2027-07-31
            de | heute                           | 2026-11-20 | 2026-11-20
            de | übermorgen                      | 2026-11-22 | 2026-11-22
            de | in drei Wochen                  | 2026-12-11 | 2026-12-11
            de | in 2 Monaten                    | 2027-01-20 | 2027-01-20
            de | in einem halben Jahr            | 2027-05-20 | 2027-05-20
            de | nächsten Samstag                | 2026-11-21 | 2026-11-21
            de | uebernaechsten Samstag          | 2026-11-28 | 2026-11-28
            de | nächste Woche                   | 2026-11-23 | 2026-11-29
            de | nächsten Monat                  | 2026-12-01 | 2026-12-31
            de | nächsten Sommer                 | 2027-06-01 | 2027-08-31
            de | im Sommer 2028                  | 2028-06-01 | 2028-08-31
            de | nächstes Jahr im Mai            | 2027-05-01 | 2027-05-31
            de | an Weihnachten                  | 2026-12-24 | 2026-12-24
            de | zu Ostern                       | 2027-03-28 | 2027-03-28
            en | on June 12th                    | 2027-06-12 | 2027-06-12
            en | the 12th of June, 2028          | 2028-06-12 | 2028-06-12
            en | 12/06/2027                      | 2027-06-12 | 2027-06-12
            en | 06/25/2027                      | 2027-06-25 | 2027-06-25
            en | in late May                     | 2027-05-21 | 2027-05-31
            en | in three weeks                  | 2026-12-11 | 2026-12-11
            en | next Saturday                   | 2026-11-21 | 2026-11-21
            en | Saturday after next             | 2026-11-28 | 2026-11-28
            en | next month                      | 2026-12-01 | 2026-12-31
            en | next summer                     | 2027-06-01 | 2027-08-31
            en | between May and July            | 2027-05-01 | 2027-07-31
            en | at Christmas                    | 2026-12-25 | 2026-12-25
            fr | le 12 juin 2027                 | 2027-06-12 | 2027-06-12
            fr | le 1er mai                      | 2027-05-01 | 2027-05-01
            fr | le 1er décembre                 | 2026-12-01 | 2026-12-01
            fr | mardi 1er décembre 2026         | 2026-12-01 | 2026-12-01
            fr | 12/06/2027                      | 2027-06-12 | 2027-06-12
            fr | en juin                         | 2027-06-01 | 2027-06-30
            fr | mi-juin                         | 2027-06-11 | 2027-06-20
            fr | fin mai                         | 2027-05-21 | 2027-05-31
            fr | dans trois semaines             | 2026-12-11 | 2026-12-11
            fr | samedi prochain                 | 2026-11-21 | 2026-11-21
            fr | samedi en quinze                | 2026-11-28 | 2026-11-28
            fr | le mois prochain                | 2026-12-01 | 2026-12-31
            fr | cet été                         | 2027-06-01 | 2027-08-31
            fr | à Noël                          | 2026-12-25 | 2026-12-25
            """)
    void reads(String language, String text, LocalDate from, LocalDate to) {
        List<Span<When>> found = find(language, text);
        assertThat(found).as(text).hasSize(1);
        assertThat(found.getFirst().value().from()).as(text).isEqualTo(from);
        assertThat(found.getFirst().value().to()).as(text).isEqualTo(to);
    }

    @ParameterizedTest(name = "{0}: {1} names {2} days that no calendar has")
    @CsvSource(delimiter = '|', textBlock = """
            de | am 31.13.2026                   | 1
            de | 31.6. wäre gut                  | 1
            de | am 30. Februar                  | 1
            de | am 29. Februar                  | 0
            de | am 29. Februar 2027             | 1
            de | am 31. Juni und am 3. Juli      | 1
            de | Größe 38.5 oder 31.6            | 0
            de | höchstens 1.250 Euro            | 0
            en | on June 31st                    | 1
            en | 30 February 2027                | 1
            en | 38 may be my size               | 0
            en | 2027-02-30                      | 1
            fr | le 31 novembre                  | 1
            fr | le 31 décembre                  | 0
            """)
    void tells_days_that_no_calendar_has(String language, String text, int none) {
        Words words = DATA.tongue(language).words();
        assertThat(new Dates(words, TODAY).noDays(Token.of(text))).as(text).hasSize(none);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | ein Sommeranzug
            de | unter 2.500 Euro
            de | 1.25
            de | am 31.2.2027
            de | Größe 52
            en | may I ask something
            en | the first one
            en | something for summer
            fr | le premier me plaît
            fr | un costume d'été
            """)
    void finds_no_date_in(String language, String text) {
        assertThat(find(language, text)).as(text).isEmpty();
    }

    @Test
    void reads_every_day_however_it_is_written() {
        Random random = new Random(7);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            LocalDate day = TODAY.plusDays(random.nextInt(700));
            String language = EngineData.LANGUAGES.get(i % 3);
            Locale locale = Locale.of(language);
            String pattern = switch (language) {
                case "de" ->
                    List.of("d. MMMM yyyy", "dd.MM.yyyy", "d.M.yy", "yyyy-MM-dd")
                            .get(random.nextInt(4));
                case "fr" -> List.of("d MMMM yyyy", "dd/MM/yyyy", "yyyy-MM-dd").get(random.nextInt(3));
                default ->
                    List.of("d MMMM yyyy", "MMMM d, yyyy", "dd/MM/yyyy", "yyyy-MM-dd")
                            .get(random.nextInt(4));
            };
            String text = day.format(DayFormats.of(pattern, locale));
            List<Span<When>> found = find(language, text);
            if (found.size() != 1 || !found.getFirst().value().equals(When.day(day))) {
                wrong.add(text + " → " + found);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Span<When>> find(String language, String text) {
        return new Dates(DATA.tongue(language).words(), TODAY).find(Token.of(text));
    }
}
