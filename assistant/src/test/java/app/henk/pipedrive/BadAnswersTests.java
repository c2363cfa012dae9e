package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.fakes.pipedrive.Fault;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whatever comes in place of an answer has a state and a sentence, and nothing is lost or done twice for it. */
@HenkTest
class BadAnswersTests extends Connected {

    private static final EnumSet<Fault> NO_ANSWERS = EnumSet.of(
            Fault.CUT_AFTER,
            Fault.BROKEN_AFTER,
            Fault.HTML,
            Fault.EMPTY,
            Fault.HALF_JSON,
            Fault.WRONG_JSON,
            Fault.MAINTENANCE);

    @Test
    void a_change_that_nobody_answered_waits_with_a_reason_and_arrives_later() {
        UUID deal = synced.deal("Zehn Anzüge", "100");
        synced.work();
        int value = 100;
        for (Fault fault : NO_ANSWERS) {
            String wanted = Integer.toString(++value);
            synced.fake.faults(call -> call.startsWith("PATCH") ? Optional.of(fault) : Optional.empty());
            synced.change(deal, DealChange.none().value(Optional.of(new BigDecimal(wanted))));
            synced.work();
            assertThat(synced.standing(Entity.DEAL, deal).state())
                    .as(fault.name())
                    .isEqualTo("waiting");
            assertThat(synced.standing(Entity.DEAL, deal).reason())
                    .as(fault.name())
                    .contains("unknown");

            synced.fake.faults(call -> Optional.empty());
            synced.workItOff();
            assertThat(synced.standing(Entity.DEAL, deal).state())
                    .as(fault.name())
                    .isEqualTo("synced");
            assertThat(synced.there(Entity.DEAL, deal).path("value").asString()).isEqualTo(wanted);
        }
        assertThat(synced.count("select count(*) from pipedrive_conflict")).isZero();
    }

    @Test
    void what_was_heard_and_could_not_be_read_is_read_later() {
        UUID deal = synced.deal("Zehn Anzüge", "100");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();
        for (Fault fault : EnumSet.of(Fault.HTML, Fault.HALF_JSON)) {
            synced.fake.person().change("deal", id, Map.of("title", "Nach " + fault));
            synced.fake.faults(call -> Optional.of(fault));
            synced.bean(NewsStore.class)
                    .heard(synced.tenant.id(), new Item.Link(Remote.DEAL, id), Optional.empty(), true)
                    .block();
            synced.work();
            assertThat(synced.count("select count(*) from pipedrive_news where state = 'waiting'"))
                    .as(fault.name())
                    .isEqualTo(1);

            synced.fake.faults(call -> Optional.empty());
            synced.workItOff();
            assertThat(synced.deals().find(synced.staff, deal).block().title()).isEqualTo("Nach " + fault);
        }
    }

    @Test
    void a_list_that_is_no_list_changes_nothing_and_takes_nothing_for_deleted() {
        UUID deal = synced.deal("Zehn Anzüge", "100");
        synced.work();
        for (Fault fault : EnumSet.of(Fault.EMPTY, Fault.WRONG_JSON)) {
            synced.fake.faults(call -> call.startsWith("GET") ? Optional.of(fault) : Optional.empty());
            assertThat(synced.bean(PipedriveAdministration.class)
                            .compare(synced.staff, true)
                            .thenReturn("")
                            .onErrorResume(Problem.class, problem -> Mono.just(problem.type()))
                            .block())
                    .as(fault.name())
                    .isEqualTo("pipedrive-unreachable");
            synced.fake.faults(call -> Optional.empty());
            synced.workItOff();
        }
        assertThat(synced.deals().find(synced.staff, deal).block().title()).isEqualTo("Zehn Anzüge");
    }

    @Test
    void every_reason_has_a_sentence_in_every_language() {
        Wording wording = context.getBean(Wording.class);
        for (String language : List.of("de", "en", "fr")) {
            for (Outcome.Reason reason : Outcome.Reason.values()) {
                assertThat(wording.has("pipedrive.reason." + reason.sql(), language))
                        .as(language + " " + reason)
                        .isTrue();
            }
            for (String pause : List.of("daily", "burst", "blocked", "unreachable")) {
                assertThat(wording.has("pipedrive.pause." + pause, language))
                        .as(language + " " + pause)
                        .isTrue();
            }
        }
    }
}
