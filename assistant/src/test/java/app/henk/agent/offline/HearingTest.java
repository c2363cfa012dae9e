package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.identity.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is understood of single messages: what somebody wants, and what only looks like it. */
class HearingTest {

    private static final Tenant HENK = Rehearsal.tenant("henk");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | Taille 92, Brust 104 | {waist=92, chest=104}
            de | ich bin 1,86 groß und wiege 84 Kilo | {height=186, weight=84}
            en | my waist is 88 now and my chest 102 | {waist=88, chest=102}
            fr | mon tour de taille est de 74 | {waist=74}
            de | Taille doch 880 | {waist=880}
            en | my waist is 190 | {waist=190}
            de | ich bin 2,60 m groß | {height=260}
            de | die Ärmel 2 cm kürzer, bitte | {}
            de | in der Taille schmal, bis 2000 Euro | {}
            de | Bis 1500 Euro, bitte | {}
            de | am 12. Juni um 14 Uhr | {}
            """)
    void measurements_go_by_their_names(String language, String text, String measures) {
        assertThat(hear(text, language).details().measures()).hasToString(measures);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | Bei Müller & Sohn krieg ich das für 699
            de | mein alter Anzug hat 800 Euro gekostet
            de | Können Sie auf 900 runtergehen?
            en | the shop down the road does it for 600
            en | my last suit cost me 800
            fr | la boutique d'à côté le fait à 600
            fr | mon dernier costume m'a coûté 800
            """)
    void what_others_ask_or_was_paid_once_is_no_budget(String language, String text) {
        assertThat(hear(text, language).changes()).as(text).noneMatch(change -> change instanceof Change.Spending);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | Ich hätte gern einen Termin am Samstag um 11 Uhr
            de | Haben Sie am Samstag offen?
            en | can I book a fitting tomorrow afternoon?
            fr | vous êtes ouverts le samedi ?
            de | Ernst-August Petersen, Telefon 040 4419087
            de | Jan Petersen, jan@mail.example
            de | Jan Krüger, 040 4419087
            de | Bitte melden Sie sich: Jan Krüger, 040 4419087
            en | April Miller, april@mail.example
            de | Haben Sie am Samstag in zwei Wochen, also am 5.12., um 11 Uhr Zeit zum Maßnehmen?
            """)
    void the_day_of_a_visit_is_not_when_the_suit_is_needed(String language, String text) {
        assertThat(hear(text, language).changes()).as(text).noneMatch(change -> change instanceof Change.Dated);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | standesamtliche Trauung im April | ceremony.registry_office
            de | mein Chef lädt zum Sommerfest ein | occasion.party
            de | ein dunkles Grün | colour.green
            fr | vert pâle | colour.green
            de | zur Taufe gibt es ein Fest | occasion.christening
            en | it is for a christening | occasion.christening
            fr | pour le baptême de ma nièce | occasion.christening
            de | zur Konfirmation | occasion.confirmation
            """)
    void the_closer_word_counts(String language, String text, String concept) {
        assertThat(hear(text, language).changes().stream()
                        .filter(change -> change instanceof Change.Wanted wanted
                                && Change.kind(wanted.concept()).equals(Change.kind(concept)))
                        .toList())
                .as(text)
                .containsExactly(new Change.Wanted(concept, false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | Ich heirate am 12.05.1990
            de | Die Hochzeit ist am 12.05.90
            en | the wedding is on 12 May 1990
            fr | je me marie le 12 mai 1990
            """)
    void a_day_that_is_over_is_no_day_to_be_ready_by_and_no_budget(String language, String text) {
        Heard heard = hear(text, language);
        assertThat(heard.details().past()).isTrue();
        assertThat(heard.changes())
                .noneMatch(change -> change instanceof Change.Dated || change instanceof Change.Spending);
    }

    @Test
    void a_number_that_is_added_counts_from_the_budget_before() {
        var before = java.util.Optional.of(Budget.upTo(java.math.BigDecimal.valueOf(1500)));
        var amounts = new Amounts(EngineData.of("").tongue("de").words());
        assertThat(amounts.find(Token.of("150 mehr gingen noch"), i -> false, false, before))
                .map(span -> span.value().max().orElseThrow().intValueExact())
                .contains(1650);
    }

    private static Heard hear(String text, String language) {
        return Rehearsal.model().hear(text, language, HENK);
    }
}
