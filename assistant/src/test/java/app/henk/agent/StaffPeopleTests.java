package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.agent.AgentEvent.CardShown;
import app.henk.crm.Deal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What reps keep of those they talk to: talks with what follows from them, and people and companies that are one. */
@HenkTest
class StaffPeopleTests extends StaffDesk {

    @Test
    void nothing_of_a_talk_with_somebody_new_is_lost() {
        Map<String, Object> talk = Map.of(
                "type",
                "call",
                "about",
                word,
                "next",
                "neues Angebot über 12.500",
                "due",
                "2031-03-07",
                "value",
                12500);

        List<AgentEvent> asked = calls("log_activity", talk);
        assertThat(result(asked).path("status").asString()).isEqualTo("waiting");
        assertThat(card(asked, "confirm").content().get("title").toString()).contains(word, "neuen Kontakt");
        assertThat(contacts.list(rep.staff, Optional.of(word), Optional.empty(), Optional.empty(), 10)
                        .block()
                        .items())
                .isEmpty();

        List<AgentEvent> done = says("Ja bitte");

        assertThat(Turns.answer(done).text()).contains("Kontakt " + word, "Anruf", "Neues Angebot", "12.500");
        assertThat(contacts.list(rep.staff, Optional.of(word), Optional.empty(), Optional.empty(), 10)
                        .block()
                        .items())
                .hasSize(1);
        assertThat(tasks.worded(rep.staff, word).block()).hasSize(1);
        assertThat(card(done, "quick_replies").content().get("options").toString())
                .contains("12.500");
    }

    @Test
    void a_talk_about_a_known_deal_is_kept_with_its_next_step_and_its_new_value() {
        create(word + " Walzwerk", 9000);

        JsonNode done = result(calls(
                "log_activity",
                Map.of(
                        "type",
                        "call",
                        "about",
                        word,
                        "next",
                        "Angebot erneuern",
                        "due",
                        "2031-03-07",
                        "value",
                        12500)));

        assertThat(done.path("say").asString()).contains("Anruf", "Angebot erneuern", "12.500");
        assertThat(deal(word).value().orElseThrow()).isEqualByComparingTo("12500");
        assertThat(tasks.worded(rep.staff, word).block()).hasSize(1);
    }

    @Test
    void a_person_who_is_made_with_a_deal_is_told_and_taken_back_with_it() {
        List<AgentEvent> done = calls("create_deal", Map.of("title", word + " Fräse", "contact", "Ada " + word));

        assertThat(result(done).path("say").asString()).contains(word + " Fräse", "Kontakt Ada " + word);
        assertThat(people()).hasSize(1);
        assertThat(deal(word).contact()).contains("Ada " + word);

        presses(card(done, "deal"), "Rückgängig");

        assertThat(found(word)).isEmpty();
        assertThat(people()).isEmpty();
    }

    @Test
    void nobody_is_made_for_a_deal_that_has_no_name_or_cannot_be() {
        JsonNode nameless = result(calls("create_deal", Map.of("contact", "Ada " + word)));
        assertThat(nameless.path("status").asString()).isEqualTo("incomplete");
        assertThat(people()).isEmpty();

        String petra = word();
        calls("create_lead", Map.of("first_name", "Petra", "last_name", petra));
        calls("create_deal", Map.of("lead", petra));
        JsonNode second = result(calls("create_deal", Map.of("lead", petra, "contact", "Ada " + word)));
        assertThat(second.path("status").asString()).isEqualTo("refused");
        assertThat(people()).isEmpty();
    }

    @Test
    void makes_two_contacts_one_when_that_is_confirmed_and_takes_them_apart_again() {
        calls("log_activity", Map.of("type", "call", "about", "Ada " + word, "new_contact", true));
        calls("log_activity", Map.of("type", "call", "about", "Adda " + word, "new_contact", true));

        calls("update_record", Map.of("kind", "contact", "which", "Ada " + word, "merge_with", "Adda " + word));
        assertThat(people()).hasSize(2);
        says("Ja");
        assertThat(people()).hasSize(1);

        calls("undo", Map.of());
        assertThat(people()).hasSize(2);
    }

    private List<app.henk.crm.ContactCard> people() {
        return contacts.list(rep.staff, Optional.of(word), Optional.empty(), Optional.empty(), 10)
                .block()
                .items();
    }

    @Test
    void notes_a_call_with_its_deal_and_what_is_to_be_done_by_a_day() {
        create(word + " Anlage", 25000);

        JsonNode call = result(calls(
                "log_activity",
                Map.of("type", "call", "about", word, "text", "Sie will bis Freitag ein neues Angebot.")));
        JsonNode task = result(calls(
                "log_activity",
                Map.of("type", "task", "about", "last", "subject", "Angebot senden", "due", "2031-03-05")));

        assertThat(call.path("say").asString()).contains("Anruf", word);
        assertThat(task.path("say").asString()).contains("Angebot senden", "5. März 2031");
        List<AgentEvent> shown = calls("get", Map.of("kind", "deal", "which", "last"));
        assertThat(card(shown, "deal").content().get("next").toString()).contains("Angebot senden");
        assertThat(card(shown, "timeline").content().get("fallback").toString()).contains("Anruf");
        assertThat(result(calls("log_activity", Map.of("type", "task", "about", "last", "subject", "Nachfassen")))
                        .path("status")
                        .asString())
                .isEqualTo("incomplete");
    }

    @Test
    void a_talk_with_what_follows_from_it_is_taken_back_as_one() {
        create(word + " Walzwerk", 9000);
        List<AgentEvent> kept = calls(
                "log_activity",
                Map.of("type", "call", "about", word, "next", "Angebot erneuern", "due", "2031-03-07", "value", 12500));
        long waysBack = kept.stream()
                .filter(CardShown.class::isInstance)
                .filter(event -> String.valueOf(
                                ((CardShown) event).card().content().get("actions"))
                        .contains("Rückgängig"))
                .count();
        assertThat(waysBack).isOne();

        presses(card(kept, "diff"), "Rückgängig");

        assertThat(deal(word).value().orElseThrow()).isEqualByComparingTo("9000");
        assertThat(tasks.worded(rep.staff, word).block()).isEmpty();
    }

    @Test
    void makes_two_companies_one_when_that_is_confirmed_and_takes_them_apart_again() {
        calls("create_deal", Map.of("title", word + " Fräse", "value", 10, "company", word + " GmbH"));
        calls("create_deal", Map.of("title", word + " Säge", "value", 10, "company", word + " AG"));

        calls("update_record", Map.of("kind", "organisation", "which", word + " GmbH", "merge_with", word + " AG"));
        assertThat(found(word)).extracting(Deal::company).doesNotHaveDuplicates();
        says("Ja");
        assertThat(found(word)).extracting(Deal::company).containsOnly(Optional.of(word + " GmbH"));

        calls("undo", Map.of());
        assertThat(found(word)).extracting(Deal::company).doesNotHaveDuplicates();
    }

    @Test
    void makes_two_deals_one_when_that_is_confirmed_and_takes_them_apart_again() {
        calls("create_deal", Map.of("title", word + " Fräse", "value", 900, "stage", "Angebot"));
        create(word + " Fräse neu", 700);
        calls(
                "log_activity",
                Map.of("type", "task", "about", "last", "subject", "Angebot senden", "due", "2031-03-05"));

        List<AgentEvent> asked = calls(
                "update_record", Map.of("kind", "deal", "which", word + " Fräse", "merge_with", word + " Fräse neu"));
        assertThat(card(asked, "confirm").content().get("title").toString())
                .isEqualTo("„" + word + " Fräse neu“ in „" + word + " Fräse“ aufgehen lassen?");
        assertThat(card(asked, "confirm").content().toString()).contains("Bleibt", "Angebot", "900", "eine Aufgabe");
        assertThat(found(word)).hasSize(2);

        List<AgentEvent> done = says("Ja");
        assertThat(result(done).path("say").asString())
                .isEqualTo("„" + word + " Fräse neu“ ist in „" + word + " Fräse“ aufgegangen.");
        assertThat(found(word)).singleElement().satisfies(deal -> {
            assertThat(deal.title()).isEqualTo(word + " Fräse");
            assertThat(deal.value().orElseThrow()).isEqualByComparingTo("900");
            assertThat(deals.sheet(rep.staff, deal.id()).block().tasks()).hasSize(1);
        });

        presses(card(done, "diff"), "Rückgängig");
        assertThat(found(word)).extracting(Deal::title).containsExactlyInAnyOrder(word + " Fräse", word + " Fräse neu");
        assertThat(found(word))
                .allSatisfy(deal -> assertThat(
                                deals.sheet(rep.staff, deal.id()).block().tasks())
                        .hasSize(deal.title().endsWith("neu") ? 1 : 0));
    }

    @Test
    void of_two_deals_that_are_called_the_same_the_older_one_stays() {
        create(word + " Fräse", 900);
        create(word + " Säge", 700);

        List<AgentEvent> asked = calls("update_record", Map.of("kind", "deal", "which", word, "merge_with", word));
        says("Ja");

        assertThat(card(asked, "confirm").content().get("title").toString()).contains("Säge“ in „" + word + " Fräse“");
        assertThat(found(word)).extracting(Deal::title).containsExactly(word + " Fräse");
    }

    @Test
    void a_deal_alone_is_not_merged_and_changes_otherwise_only_with_its_own_tool() {
        create(word + " Fräse", 900);

        JsonNode alone = result(calls("update_record", Map.of("kind", "deal", "which", word, "merge_with", word)));
        JsonNode changed = result(calls("update_record", Map.of("kind", "deal", "which", word, "name", "Säge")));

        assertThat(alone.path("say").asString()).contains("nur einmal", word + " Fräse");
        assertThat(changed.path("status").asString()).isEqualTo("unclear");
        assertThat(found(word)).extracting(Deal::title).containsExactly(word + " Fräse");
    }
}
