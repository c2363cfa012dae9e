package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.Deal;
import app.henk.identity.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reps change by saying so without a model, in a house of their own: what became of it, and what is said of it. */
@HenkTest
class StaffChangesTests extends StaffHouse {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | erhöh den Wert von Walzwerk um 10 %         | Wert von 12.345 € auf 13.579,50 €
            en | raise the value of Walzwerk by 10%          | value from €12,345 to €13,579.50
            fr | augmente de 10 % la valeur de Walzwerk      | montant de 12 345 € à 13 579,50 €
            """)
    void a_value_changes_by_a_share_of_what_it_was(String language, String said, String told) {
        rep.language = language;
        UUID deal = deal("Walzwerk", "12345");

        List<AgentEvent> events = says(said);

        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("13579.50");
        assertThat(answer(events)).contains(told);
        presses(card(events, "diff"), undo());
        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("12345");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Walzwerk: Wert auf 12k, Abschluss 31.1.2031 und Phase Verhandlung            | Wert von 9.000 € auf 12.000 €| Phase von Angebot auf Verhandlung | Abschluss jetzt 31. Januar 2031
            en | set the value of Walzwerk to 12k, the close date to 2031-01-31 and the stage to negotiation | value from €9,000 to €12,000 | stage from Proposal to Negotiation | close now 31 January 2031
            fr | mets la valeur de Walzwerk à 12k, la clôture au 31/01/2031 et l'étape à Négociation | montant de 9 000 € à 12 000 € | étape de Proposition à Négociation | clôture maintenant 31 janvier 2031
            """)
    void stage_value_and_day_said_at_once_are_one_change_and_one_way_back(
            String language, String said, String value, String stage, String day) {
        rep.language = language;
        UUID deal = deal("Walzwerk", "9000");

        List<AgentEvent> events = says(said);

        assertThat(now(deal)).satisfies(changed -> {
            assertThat(changed.value().orElseThrow()).isEqualByComparingTo("12000");
            assertThat(changed.expectedClose()).contains(LocalDate.of(2031, 1, 31));
            assertThat(changed.stage()).isEqualTo("negotiation");
        });
        assertThat(answer(events)).contains(value.strip(), stage.strip(), day.strip());
        presses(card(events, "diff"), undo());
        assertThat(now(deal)).satisfies(back -> {
            assertThat(back.value().orElseThrow()).isEqualByComparingTo("9000");
            assertThat(back.expectedClose()).isEmpty();
            assertThat(back.stage()).isEqualTo("proposal");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | erhöh den Wert vom größten offenen Deal um 10 %              | Walzwerk | 33000
            en | raise the value of the largest open deal by 10%              | Walzwerk | 33000
            fr | augmente de 10 % la valeur de la plus grosse affaire ouverte | Walzwerk | 33000
            de | setz meinen kleinsten Deal auf 2k                            | Nadel    | 2000
            en | set the value of the deal that closes next to 7k             | Presse   | 7000
            """)
    void a_deal_is_named_by_what_puts_it_first(String language, String said, String title, int value) {
        rep.language = language;
        deal("Walzwerk", "30000");
        deal("Nadel", "300");
        UUID soon = deal("Presse", "5000");
        UUID won = deal("Turbine", "90000");
        run("update deal set expected_close = current_date + 3 where id = '" + soon + "'");
        run("update deal set stage_key = 'won', status = 'won', closed_at = now() where id = '" + won + "'");

        List<AgentEvent> events = says(said);

        assertThat(answer(events)).contains(title);
        assertThat(found(title))
                .singleElement()
                .satisfies(deal -> assertThat(deal.value().orElseThrow()).isEqualByComparingTo(String.valueOf(value)));
        assertThat(now(won).value().orElseThrow()).isEqualByComparingTo("90000");
    }

    @Test
    void of_whom_no_such_deal_is_known_nothing_is_changed() {
        UUID deal = deal("Walzwerk", "30000");

        List<AgentEvent> events = says("erhöh den Wert vom größten Deal bei Narniawerke um 10 %");

        assertThat(answer(events)).contains("Narniawerke");
        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("30000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | gib 10 % Rabatt auf Walzwerk        | Wert von 12.345 € auf 11.110,50 €
            en | give Walzwerk a 10% discount        | value from €12,345 to €11,110.50
            fr | fais une remise de 10 % sur Walzwerk | montant de 12 345 € à 11 110,50 €
            """)
    void a_discount_lowers_the_value_and_says_from_what_to_what(String language, String said, String told) {
        rep.language = language;
        UUID deal = deal("Walzwerk", "12345");

        List<AgentEvent> events = says(said);

        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("11110.50");
        assertThat(answer(events)).contains(told);
        presses(card(events, "diff"), undo());
        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("12345");
    }

    @Test
    void of_the_deal_that_was_spoken_of_a_field_or_a_sign_is_enough() {
        UUID deal = deal("Walzwerk", "9000");

        says("zeig mir Walzwerk");
        says("Wert 12k");
        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("12000");
        says("minus 300");
        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("11700");
        says("plus 10 %");
        assertThat(now(deal).value().orElseThrow()).isEqualByComparingTo("12870");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | lösch die Telefonnummer von Petra Lindenau          | Telefon entfernt
            de | Petra Lindenau hat keine Telefonnummer mehr         | Telefon entfernt
            en | remove Petra Lindenau's phone number                | phone removed
            en | Petra Lindenau has no phone number any more         | phone removed
            fr | supprime le numéro de téléphone de Petra Lindenau   | téléphone
            fr | Petra Lindenau n'a plus de numéro de téléphone      | téléphone
            """)
    void a_field_is_emptied_and_comes_back(String language, String said, String told) {
        UUID contact = team.contact(house, "Petra", "Lindenau");
        run("update contact set phone = '+49401234567' where id = '" + contact + "'");
        rep.language = language;

        List<AgentEvent> events = says(said);

        assertThat(answer(events)).containsIgnoringCase(told);
        assertThat(contacts.find(rep.staff, contact).block().phone()).isEmpty();
        presses(card(events, "diff"), undo());
        assertThat(contacts.find(rep.staff, contact).block().phone()).contains("+49401234567");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | nimm das Abschlussdatum von Walzwerk raus
            en | clear the close date of Walzwerk
            fr | enlève la date de clôture de Walzwerk
            """)
    void a_close_date_is_taken_away(String language, String said) {
        rep.language = language;
        UUID deal = deal("Walzwerk", "9000");
        run("update deal set expected_close = '2031-01-31' where id = '" + deal + "'");

        List<AgentEvent> events = says(said);

        assertThat(now(deal).expectedClose()).as(answer(events)).isEmpty();
        presses(card(events, "diff"), undo());
        assertThat(now(deal).expectedClose()).contains(LocalDate.of(2031, 1, 31));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | führ die beiden größten offenen Deals zusammen      | ja
            en | merge the two largest open deals                    | yes
            fr | fusionne les deux plus grosses affaires ouvertes    | oui
            """)
    void the_two_largest_become_one_when_that_is_confirmed(String language, String said, String yes) {
        rep.language = language;
        UUID largest = deal("Walzwerk", "30000");
        UUID second = deal("Presse", "20000");
        deal("Nadel", "300");

        List<AgentEvent> asked = says(said);

        assertThat(card(asked, "confirm").content().get("fallback").toString()).contains("Walzwerk", "Presse");
        assertThat(now(second).title()).isEqualTo("Presse");
        says(yes);
        assertThat(found("Presse")).isEmpty();
        assertThat(now(largest).title()).isEqualTo("Walzwerk");
        assertThat(found("Nadel")).hasSize(1);
    }

    @Test
    void of_one_deal_alone_none_is_merged() {
        deal("Walzwerk", "30000");

        List<AgentEvent> events = says("führ die beiden größten offenen Deals zusammen");

        assertThat(answer(events)).isNotBlank();
        assertThat(found("Walzwerk")).hasSize(1);
    }

    @Test
    void a_contact_says_what_became_of_each_field() {
        says("neuer Kontakt Petra Lindenau, Klinikum Nord, 040 1234567");

        assertThat(answer(says("die neue Nummer von Petra Lindenau ist 0176 99887766")))
                .contains("Telefon jetzt „+4917699887766“ statt „+49401234567“");
    }

    @Test
    void who_is_first_is_shown_before_all_the_others() {
        UUID ole = team.colleague(house, "Ole Brandt", Role.SALES).user();
        run("update deal set stage_key = 'won', status = 'won', closed_at = now() where id in ('"
                + team.deal(house, "Säge", "9000", Optional.of(ole)) + "', '"
                + deal("Nadel", "300") + "')");

        List<AgentEvent> events = says("Wer hat am meisten Umsatz gemacht?");

        assertThat(answer(events)).startsWith("Vorn liegt Ole Brandt");
        assertThat(card(events, "chart").content().toString()).contains("Ole Brandt", "Mona Lind");
    }

    private Deal now(UUID deal) {
        return deals.find(rep.staff, deal).block();
    }

    private String undo() {
        return switch (rep.language) {
            case "fr" -> "Annuler";
            case "en" -> "Undo";
            default -> "Rückgängig";
        };
    }

    @Override
    List<AgentEvent> says(String text) {
        return rep.said(engine, text);
    }
}
