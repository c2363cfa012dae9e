package app.henk.agent.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.prompt.PromptFiles;
import app.henk.platform.Wording;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTests {

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final Grounding GROUNDING = grounding();
    private static final String RESULT = """
        {"found":2,"total":12,"products":[
         {"sku":"HK-101","name":"Kontor Marine","price":"1.290 €","weight_g_m2":280,"lead_days":42,"composition":"80 % wool, 20 % silk","stock":62.5},
         {"sku":"HK-204","name":"Alster Leinen","price":"990 €","weight_g_m2":240,"lead_days":35}]}\
        """;
    private static final String FACTS = """
        Today is Freitag, 20. November 2026 (2026-11-20).
        HENK Maßatelier, Nadeltwiete 12, 20459 Hamburg, telephone +49 40 66969120, e-mail atelier@henk.example.
        Opening hours: Di–Fr 10:00–19:00, Sa 10:00–16:00. Die Preise stehen auf https://henk.example/preise.\
        """;
    private static final ProductNames NAMES =
            new ProductNames(List.of("Kontor Marine", "Kontor Anthrazit", "Alster Leinen", "Ridge 600 CNC Router"));
    private static final String RULES = "Look it up before you say it. What no tool returned you do not know: say so,"
            + " and offer to have a person answer. Promise nothing.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gern. Das kostet 1.290 € und ist in 42 Tagen fertig.",
                "That is €1,290, ready in six weeks.",
                "It costs €1,290 per suit, from 280 g/m².",
                "Le costume coûte 1 290 € et pèse 280 g/m².",
                "Comptez 1 290 € et 6 semaines.",
                "Kontor Marine besteht aus 80 % Wolle und 20 % Seide, 1290 Euro.",
                "Wir haben dienstags bis freitags von 10 bis 19 Uhr geöffnet, samstags 10:00–16:00.",
                "We are open until 7 pm.",
                "Nous sommes ouverts de 10 h 00 ou 10 h à 19 h 00.",
                "Heute ist der 20. November 2026.",
                "Today is November 20, 2026, that is 2026-11-20 or 20.11.2026.",
                "Ihre Hochzeit am 19. Juni 2027 ist in etwa 30 Wochen, Ihr Budget sind 2000 Euro.",
                "Ich zeige Ihnen 3 Stoffe. Drei davon sind blau.",
                "1. Kontor Marine, 1.290 €\n2. Alster Leinen, 990 €",
                "Für 990 € bekommen Sie Alster Leinen. Für 1.290 € gibt es Kontor Marine.",
                "Kontor Marine liegt mit 1.290 € unter Ihrem Budget von 2000 Euro.",
                "Alster Leinen passt in Ihren Rahmen von 2000 Euro.",
                "Alster Leinen ist leicht. Er kostet 990 € und wiegt 240 g/m². Sie bekommen ihn in 35 Tagen.",
                "Kontor Marine ist dunkel. Beide kosten zwischen 990 und 1.290 €.",
                "Kontor Marine und Alster Leinen kosten 1.290 € und 990 €.",
                "Alster Leinen wiegt 240 g/m² und ist in 5 Wochen fertig, Kontor Marine in 42 Tagen.",
                "Rufen Sie uns an: +49 40 66969120.",
                "Der Stoff Leinen knittert. Der Stoff „Kontor Marine“ nicht.",
                "Einen Rabatt kann ich Ihnen leider nicht geben.",
                "Soll ein Kollege Sie anrufen? Wenn Sie möchten, meldet er sich.",
                "Mehr unter [Preise](https://henk.example/preise).",
                "Ist 5 > 3? Ja! Und a < b [siehe oben].",
                "Das passt z. B. für den Sommer, d. h. Juni bis August.",
            })
    void lets_through_what_is_borne_out(String answer) {
        assertThat(whole(answer)).isEqualTo(answer);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(inPieces(answer, seed)).as("seed " + seed).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Das kostet nur 999 €. Soll ich ihn zeigen?",
                "That is €1,190 for you. Soll ich ihn zeigen?",
                "Fertig in zwei Wochen. Soll ich ihn zeigen?",
                "Fertig in 280 Tagen. Soll ich ihn zeigen?",
                "Er wiegt 42 g/m². Soll ich ihn zeigen?",
                "Sie sparen 15 %. Soll ich ihn zeigen?",
                "Lieferung am 3. März 2027. Soll ich ihn zeigen?",
                "Ready on March 3, 2027. Soll ich ihn zeigen?",
                "Nehmen Sie Kontor Anthrazit dazu. Soll ich ihn zeigen?",
                "Kontor Marine kostet 990 €. Soll ich ihn zeigen?",
                "Kontor Marine kostet nur 990. Soll ich ihn zeigen?",
                "Kontor Marine costs €990. Soll ich ihn zeigen?",
                "Kontor Marine coûte 990 €. Soll ich ihn zeigen?",
                "Für 990 € bekommen Sie Kontor Marine. Soll ich ihn zeigen?",
                "Kontor Marine für 990 € und Alster Leinen für 1.290 €. Soll ich ihn zeigen?",
                "Alster Leinen kostet 2000 €. Soll ich ihn zeigen?",
                "Kontor Marine ist in 35 Tagen fertig. Soll ich ihn zeigen?",
                "Kontor Marine wiegt 240 g/m². Soll ich ihn zeigen?",
                "Kontor Marine ist am 27. November 2026 fertig. Soll ich ihn zeigen?",
                "Der Stoff Monteverde ist schön. Soll ich ihn zeigen?",
                "Sie bekommen Rabatt. Soll ich ihn zeigen?",
                "Das sichere ich Ihnen verbindlich zu. Soll ich ihn zeigen?",
                "Ich rufe Sie morgen an. Soll ich ihn zeigen?",
                "We are open until 9 pm. Soll ich ihn zeigen?",
                "Wir schließen um 18 Uhr 45 am Abend. Soll ich ihn zeigen?",
                "Artikel HK-999 passt. Soll ich ihn zeigen?",
                "I call search_fabrics now. Soll ich ihn zeigen?",
                "My rule: what no tool returned you do not know: say so, and offer. Soll ich ihn zeigen?",
            })
    void ends_a_sentence_honestly_that_nothing_bears_out(String answer) {
        String shown = whole(answer);
        assertThat(shown).doesNotContain(answer.substring(0, answer.indexOf(". ")));
        assertThat(shown).endsWith("Soll ich ihn zeigen?");
        for (int seed = 0; seed < 20; seed++) {
            assertThat(inPieces(answer, seed))
                    .as("seed " + seed)
                    .doesNotContain(answer.substring(0, answer.indexOf(". ")))
                    .endsWith(shown.substring(shown.indexOf('…') + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Der Anzug kostet zweitausendvierhundert Euro. Soll ich ihn zeigen?",
                "Der Anzug kostet zweitausendvierhundert. Soll ich ihn zeigen?",
                "Der Anzug kostet zwei tausend vier hundert Euro. Soll ich ihn zeigen?",
                "Der Anzug kostet 2 tausend vierhundert €. Soll ich ihn zeigen?",
                "Der Anzug kostet neunhundertneunundneunzig Euro. Soll ich ihn zeigen?",
                "Der Anzug kostet siebenhundert €. Soll ich ihn zeigen?",
                "Der Anzug kostet Hunderte Euro weniger. Soll ich ihn zeigen?",
                "Der Anzug kostet drei vierhundert fünf Euro. Soll ich ihn zeigen?",
                "Er ist in dreizehn Wochen fertig. Soll ich ihn zeigen?",
                "Er ist in zwölf bis dreizehn Wochen fertig. Soll ich ihn zeigen?",
                "Er ist in zwei bis 13 Wochen fertig. Soll ich ihn zeigen?",
                "Er ist in zweieinhalb Wochen fertig. Soll ich ihn zeigen?",
                "Er ist in einundzwanzig Tagen fertig. Soll ich ihn zeigen?",
                "Sie bekommen siebzehn Prozent. Soll ich ihn zeigen?",
                "Sie bekommen ihn am zwölften Juni. Soll ich ihn zeigen?",
                "Sie bekommen ihn am einundzwanzigsten Juni 2027. Soll ich ihn zeigen?",
                "The suit costs two thousand four hundred and ninety euros. Soll ich ihn zeigen?",
                "The suit costs fifteen hundred euros. Soll ich ihn zeigen?",
                "The suit costs between two hundred and three hundred euros. Soll ich ihn zeigen?",
                "The suit costs ninety-nine cents. Soll ich ihn zeigen?",
                "It takes nineteen weeks. Soll ich ihn zeigen?",
                "It takes two and a half weeks. Soll ich ihn zeigen?",
                "That is seventy per cent wool. Soll ich ihn zeigen?",
                "It is ready on the twelfth of June. Soll ich ihn zeigen?",
                "It is ready on June the twelfth. Soll ich ihn zeigen?",
                "It is ready on June twenty-first. Soll ich ihn zeigen?",
                "Le costume coûte deux mille quatre cent quatre-vingt-dix euros. Soll ich ihn zeigen?",
                "Comptez treize semaines. Soll ich ihn zeigen?",
                "Nous offrons dix pour cent. Soll ich ihn zeigen?",
                "Il pèse trois cent quatre-vingts grammes. Soll ich ihn zeigen?",
                "Il est prêt le douze juin. Soll ich ihn zeigen?",
                "Il est prêt le premier juin. Soll ich ihn zeigen?",
            })
    void takes_a_figure_in_words_for_a_figure(String answer) {
        String claim = answer.substring(0, answer.indexOf(". "));
        for (int seed = 0; seed < 20; seed++) {
            assertThat(inPieces(answer, seed))
                    .as("seed " + seed)
                    .doesNotContain(claim)
                    .doesNotContain(claim.substring(claim.lastIndexOf(' ')))
                    .endsWith("Soll ich ihn zeigen?");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kontor Marine kostet tausendzweihundertneunzig Euro.",
                "Kontor Marine kostet zwölfhundertneunzig €.",
                "Kontor Marine kostet eintausendzweihundertundneunzig Euro und wiegt zweihundertachtzig Gramm.",
                "Kontor Marine costs one thousand two hundred and ninety euros.",
                "Kontor Marine costs twelve hundred and ninety euros and weighs two hundred and eighty grams.",
                "It is ready in forty-two days, that is six weeks.",
                "Kontor Marine coûte mille deux cent quatre-vingt-dix euros.",
                "Kontor Marine pèse deux cent quatre-vingts grammes, avec vingt pour cent de soie.",
                "Kontor Marine ist in zweiundvierzig Tagen fertig, also in sechs Wochen.",
                "Alster Leinen und Kontor Marine sind in fünf bis sechs Wochen fertig.",
                "Kontor Marine besteht zu achtzig Prozent aus Wolle, zu 20 Prozent aus Seide.",
                "Sie heiraten am neunzehnten Juni, richtig?",
                "You marry on the nineteenth of June 2027, on June nineteenth.",
                "Vous vous mariez le dix-neuf juin.",
                "Ihr Budget von zweitausend Euro reicht.",
                "Wir haben von zehn bis neunzehn Uhr geöffnet.",
                "We are open until seven pm.",
                "Tausend Dank! Mille mercis, a thousand thanks, hundertmal gern.",
                "Acht geben, zwei Knöpfe, dreißig Gäste, the second fitting, two may come, the first may do.",
                "Das zweite Juni-Wochenende passt, sechs am Freitag, zwei im Juni.",
                "Einen Moment, eine Weste, une veste, one moment.",
                "Der dritte Mann, die achte Anprobe, im neunzehnten Jahrhundert.",
            })
    void lets_through_in_words_what_is_borne_out(String answer) {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(inPieces(answer, seed)).as("seed " + seed).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Budget zweitausendfünfhundert, Lieferung am zwölften August, in vierzehn Wochen",
                "a budget of two thousand five hundred, on August the twelfth, in fourteen weeks",
                "un budget de deux mille cinq cents euros, le douze août, dans quatorze semaines",
            })
    void reads_the_numbers_that_somebody_wrote_in_words(String said) {
        Gate gate = gate();
        gate.evidence().addWords(said);
        String answer = "Also 2.500 €, am 12. August, in 14 Wochen.";
        assertThat(gate.accept(answer) + gate.end()).isEqualTo(answer);
    }

    @Test
    void takes_a_word_that_points_back_for_what_was_named_before() {
        assertThat(whole("Kontor Marine ist dunkel. Er kostet 990 €. Soll ich ihn zeigen?"))
                .startsWith("Kontor Marine ist dunkel. Er kostet …")
                .doesNotContain("990")
                .endsWith("Soll ich ihn zeigen?");
        assertThat(whole("Kontor Marine is dark. You get it for €990. Shall I show it?"))
                .doesNotContain("990");
        assertThat(whole("Kontor Marine est sombre. Il coûte 990 €. Je le montre ?"))
                .doesNotContain("990");
    }

    @Test
    void names_what_just_missed_only_with_the_limit_that_it_breaks() {
        String words = "Kontor Anthrazit hätte auch gepasst, liegt mit 2.190 € aber 190 € über Ihrem Budget.";
        String result = "{\"fourth\":{\"sku\":\"HK-102\",\"name\":\"Kontor Anthrazit\",\"is\":\"2.190 €\",\"words\":\""
                + words + "\"}}";
        for (int seed = 0; seed < 20; seed++) {
            Gate honest = gate();
            honest.evidence().addResult(result);
            assertThat(inPieces(honest, "Gern. " + words + " Gut?", seed)).isEqualTo("Gern. " + words + " Gut?");
            Gate hostile = gate();
            hostile.evidence().addResult(result);
            assertThat(inPieces(hostile, "Kontor Anthrazit passt genau in Ihren Rahmen. Gut?", seed))
                    .doesNotContain("Anthrazit");
        }
    }

    @Test
    void calls_nothing_in_stock_that_is_not() {
        Gate gate = gate();
        gate.evidence().addResult("""
                {"products":[{"sku":"HK-103","name":"Alster Leinen","in_stock":false,"stock_m":2.5},
                 {"sku":"HK-101","name":"Kontor Marine","in_stock":true}]}""");
        assertThat(inPieces(
                        gate,
                        "Wir haben Alster Leinen vorrätig. Kontor Marine ist vorrätig. Alster Leinen ist nicht vorrätig.",
                        3))
                .doesNotContain("Wir haben Alster Leinen vorrätig")
                .endsWith("Kontor Marine ist vorrätig. Alster Leinen ist nicht vorrätig.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sehen Sie: ![Bild](https://evil.example/x?q=secret) Danke.",
                "Sehen Sie: [hier](https://evil.example/x) Danke.",
                "Sehen Sie: [hier][1] Danke.\n[1]: https://evil.example/x\n",
                "Sehen Sie: <img src=https://evil.example/x> Danke.",
                "Sehen Sie: https://evil.example/x Danke.",
                "Sehen Sie: www.evil.example Danke.",
                "Sehen Sie: <https://evil.example/x> Danke.",
                "Sehen Sie: [hier](javascript:alert) Danke.",
                "Sehen Sie: [hier](https://henk.example@evil.example/) Danke.",
                "Sehen Sie: [hier](data:text/html;base64,AAAA) Danke.",
            })
    void leads_nobody_to_a_foreign_host(String answer) {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(inPieces(answer, seed))
                    .contains("Danke.")
                    .doesNotContain("evil.example", "javascript:", "data:", "<img");
        }
    }

    private static final String DOCUMENT =
            "{\"passages\":[{\"text\":\"The days count from receipt of the deposit. You get a fixed delivery week with the"
                    + " order confirmation, and we call two days before.\\n\\nBei Gruppen ab 6 Anzügen geben wir auf jeden"
                    + " zweiten einen halben Sonderpreis, das garantieren wir.\"}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You get a fixed delivery week with the order confirmation, and we call two days before. All right?",
                "It is written there: “You get a fixed delivery week with the order confirmation, and we call two days"
                        + " before.” All right?",
                "As our papers say, we call two days before. All right?",
                "Dazu steht bei uns: Bei Gruppen ab 6 Anzügen geben wir auf jeden zweiten einen halben Sonderpreis, das"
                        + " garantieren wir. Gut?",
            })
    void says_what_a_document_says_word_for_word(String answer) {
        for (int seed = 0; seed < 20; seed++) {
            Gate gate = gate();
            gate.evidence().addResult(DOCUMENT);
            assertThat(inPieces(gate, answer, seed)).as("seed " + seed).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You get a fixed delivery week with the order confirmation, and we call four days before. Gut?",
                "And we call you. Gut?",
                "You get a fixed delivery week with the order confirmation, and we call two days before or tomorrow. Gut?",
            })
    void says_nothing_in_a_documents_name_that_it_does_not_say(String answer) {
        for (int seed = 0; seed < 20; seed++) {
            Gate gate = gate();
            gate.evidence().addResult(DOCUMENT);
            assertThat(inPieces(gate, answer, seed)).contains("…").endsWith(" Gut?");
            assertThat(gate.withheld()).isOne();
        }
    }

    @Test
    void takes_no_wish_of_the_person_for_a_document() {
        Gate gate = gate();
        gate.evidence().addFacts("Remembered: Wir rufen Sie morgen früh persönlich an");
        gate.evidence().addWords("Sagen Sie: Wir rufen Sie morgen früh persönlich an.");
        assertThat(gate.accept("Wir rufen Sie morgen früh persönlich an. Gut?") + gate.end())
                .doesNotContain("persönlich");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Also im August 2027, richtig?",
                "So it is August 2027.",
                "Am 3. Mai 2027 also.",
                "Also nächstes Jahr, 2027.",
            })
    void reckons_with_the_month_that_the_person_named(String answer) {
        Gate gate = gate();
        gate.evidence().addWords("Wir feiern im August, die Verlobung ist am 3. Mai.");
        assertThat(gate.accept(answer) + gate.end()).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Also im September 2027, richtig?",
                "Also im August 2031, richtig?",
                "Also am 12. August 2027, richtig?",
                "Am 3. Mai 2030 also.",
            })
    void makes_no_other_date_of_it(String answer) {
        Gate gate = gate();
        gate.evidence().addWords("Wir feiern im August, die Verlobung ist am 3. Mai.");
        assertThat(gate.accept(answer) + gate.end()).contains("nicht sicher sagen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Votre essayage est le mardi 1er décembre 2026. Bien ?",
                "C'est le 1er décembre. Bien ?",
                "C'est le 1 décembre 2026, ou 2026-12-01. Bien ?",
            })
    void knows_the_first_of_a_french_month(String answer) {
        for (String day : List.of("mardi 1er décembre 2026", "2026-12-01", "mar. 1er déc. 2026, 14h00")) {
            for (int seed = 0; seed < 20; seed++) {
                Gate gate = gate();
                gate.evidence().addResult("{\"when\":\"" + day + "\"}");
                assertThat(inPieces(gate, answer, seed)).as(day).isEqualTo(answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Votre essayage est le 1er janvier 2027. Bien ?",
                "Votre essayage est le 11 décembre 2026. Bien ?",
                "Votre essayage est le 1er décembre 2027. Bien ?",
            })
    void takes_the_first_of_a_french_month_for_no_other_day(String answer) {
        Gate gate = gate();
        gate.evidence().addResult("{\"when\":\"mardi 1er décembre 2026\"}");
        assertThat(gate.accept(answer) + gate.end()).contains("nicht sicher sagen");
    }

    @Test
    void counts_what_it_withholds_by_reason() {
        double before = withheld("promise");
        double figures = withheld("figure");
        whole("Sie bekommen Rabatt. Das kostet 777 €. Das kostet 778 €.");
        assertThat(withheld("promise") - before).isOne();
        assertThat(withheld("figure") - figures).isEqualTo(2);
    }

    @Test
    void repeats_a_persons_promise_as_the_persons_words_only() {
        Gate gate = gate();
        gate.evidence().addWords("ich will Rabatt morgen um 10");
        assertThat(gate.accept("„Rabatt morgen um 10“ verstehe ich leider so noch anders. ") + gate.end())
                .contains("Rabatt morgen um 10");
        assertThat(gate.accept("„Rabatt morgen“: Sie bekommen Rabatt. ") + gate.end())
                .doesNotContain("bekommen Rabatt");
        assertThat(gate.accept("„Rabatt für alle“ gilt. ") + gate.end()).doesNotContain("für alle");
    }

    @Test
    void ends_bold_words_that_it_does_not_let_through() {
        Gate gate = gate();
        assertThat(gate.accept("Das kostet **777 € und mehr**. ") + gate.end()).startsWith("Das kostet **…** ");
    }

    private static double withheld(String reason) {
        var counter = METERS.find("henk.answers.withheld").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void the_number_of_an_order_is_said_as_a_tool_returned_it_and_no_other_is() {
        for (int seed = 0; seed < 20; seed++) {
            Gate gate = gate();
            gate.evidence().addResult("{\"orders\":[{\"number\":\"2026-0388\",\"promised\":\"2026-12-12\"}]}");
            String said = "1. Businessanzug (2026-0388): geheftet, 12. Dezember 2026\n";
            assertThat(inPieces(gate, said, seed)).isEqualTo(said);
        }
        Gate gate = gate();
        gate.evidence().addResult("{\"orders\":[{\"number\":\"2026-0388\"}]}");
        assertThat(gate.accept("Ihr Auftrag 2026-0417 ist fertig.") + gate.end())
                .doesNotContain("0417");
    }

    @Test
    void never_holds_back_plain_words() {
        Gate gate = gate();
        for (String piece : List.of("Gu", "ten Tag! ", "Eine ", "Hoch", "zeit", " im Freien", ", wie schön", "!")) {
            assertThat(gate.accept(piece)).isEqualTo(piece);
        }
    }

    @Test
    void shows_the_sentence_up_to_the_figure_at_once() {
        Gate gate = gate();
        assertThat(gate.accept("Der Preis liegt bei 1")).isEqualTo("Der Preis liegt bei ");
        assertThat(gate.accept(".290 ")).isEmpty();
        assertThat(gate.accept("€. Pass")).isEqualTo("1.290 €. Pass");
    }

    @Test
    void ends_an_open_sentence_when_the_answer_breaks_off() {
        Gate gate = gate();
        assertThat(gate.accept("Der Preis liegt bei 1")).isEqualTo("Der Preis liegt bei ");
        assertThat(gate.cut("… Verzeihung.")).isEqualTo("… Verzeihung.");
        Gate closed = gate();
        closed.accept("Guten Tag. ");
        assertThat(closed.cut("… Verzeihung.")).isEmpty();
    }

    @Test
    void learns_from_a_tool_that_runs_in_between() {
        Gate gate = gate();
        gate.evidence().addResult("{\"name\":\"Monteverde\",\"price\":\"777 €\"}");
        assertThat(gate.accept("Der Stoff Monteverde kostet 777 €.") + gate.end())
                .isEqualTo("Der Stoff Monteverde kostet 777 €.");
    }

    @Test
    void never_shows_a_price_that_nothing_bears_out() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int price = 100 + random.nextInt(9_000);
            String written = price(price, random.nextInt(6));
            String answer = "Gern. Dieser Anzug kostet " + written + ", sagt man. Passt das?";
            String shown = inPieces(answer, i);
            boolean true_ = price == 1290 || price == 990 || price == 2000;
            if (true_) {
                assertThat(shown).contains(written);
            } else {
                assertThat(shown).doesNotContain(written).contains("Passt das?");
            }
        }
    }

    @Test
    void costs_little() {
        String answer = ("Gern berate ich Sie zu Ihrer Hochzeit. Kontor Marine kostet 1.290 € und wiegt 280 g/m². "
                        + "Dazu passt ein helles Hemd, und wenn Sie mögen, eine Weste aus demselben Tuch. ")
                .repeat(3);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long start = System.nanoTime();
            Gate gate = gate();
            for (int at = 0; at < answer.length(); at += 14) {
                gate.accept(answer.substring(at, Math.min(answer.length(), at + 14)));
            }
            gate.end();
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.println("gate: " + best / 1000 + " µs for " + answer.length() + " characters");
        assertThat(best).isLessThan(2_000_000);
    }

    private static String price(int price, int form) {
        String grouped = price >= 1000 ? price / 1000 + "%s" + "%03d".formatted(price % 1000) : "" + price;
        return switch (form) {
            case 0 -> grouped.replace("%s", ".") + " €";
            case 1 -> "€" + grouped.replace("%s", ",");
            case 2 -> grouped.replace("%s", "\u202f") + " €";
            case 3 -> price + " Euro";
            case 4 -> "EUR " + grouped.replace("%s", ".");
            default -> grouped.replace("%s", " ") + " €";
        };
    }

    private static String whole(String answer) {
        Gate gate = gate();
        return gate.accept(answer) + gate.end();
    }

    private static String inPieces(String answer, int seed) {
        return inPieces(gate(), answer, seed);
    }

    private static String inPieces(Gate gate, String answer, int seed) {
        Random random = new Random(seed);
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < answer.length(); ) {
            int end = Math.min(answer.length(), at + 1 + random.nextInt(9));
            shown.append(gate.accept(answer.substring(at, end)));
            at = end;
        }
        return shown.append(gate.end()).toString();
    }

    private static Gate gate() {
        Evidence evidence = new Evidence(LocalDate.of(2026, 11, 20));
        evidence.addResult(RESULT);
        evidence.addFacts(FACTS);
        evidence.addWords("Wir heiraten am 19. Juni 2027, Budget 2000 Euro. Geben Sie mir Rabatt!");
        return GROUNDING.open("de", evidence, NAMES, RULES, List.of("search_fabrics", "capture_lead"));
    }

    private static Grounding grounding() {
        try {
            return new Grounding(new GroundingWords(new PromptFiles("")), new Wording(""), METERS);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
