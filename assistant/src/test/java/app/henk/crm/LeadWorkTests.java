package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What staff do with leads. */
@HenkTest
class LeadWorkTests {

    private static final Door DOOR = Door.of(Channel.REST);

    @Autowired
    ApplicationContext context;

    @Autowired
    Leads leads;

    @Autowired
    LeadMetrics metrics;

    @Autowired
    AddressBook contacts;

    @Autowired
    ChangeSets changeSets;

    private SalesTeam team;
    private Tenant tenant;
    private Principal.Staff anna;

    @BeforeEach
    void people() {
        team = SalesTeam.in(context);
        tenant = team.open();
        anna = team.colleague(tenant, "Anna Berg", Role.SALES);
    }

    @Test
    void a_lead_that_is_changed_is_scored_anew_and_undone_is_as_it_was() {
        Lead grace = create("Grace", "Miller", "50000", 250, "tech", "this_week");
        assertThat(grace.score().total()).isEqualTo(85);

        var changed = leads.update(
                        anna,
                        grace.id(),
                        LeadChange.none()
                                .budget(Optional.of(new BigDecimal("9000")))
                                .urgency(Optional.empty()),
                        OptionalInt.of(1),
                        DOOR)
                .block();

        assertThat(changed.now().score().total()).isEqualTo(50);
        assertThat(changed.now().score().missing()).containsExactly("urgency");
        assertThat(changed.now().version()).isEqualTo(2);
        changeSets.undo(anna, changed.changeSet(), DOOR).block();
        assertThat(leads.lead(anna, grace.id()).block().lead().budget()).contains(new BigDecimal("50000.00"));
    }

    @Test
    void metrics_count_what_came_and_what_became_of_it() {
        create("Grace", "Miller", "50000", 250, "tech", "this_week");
        UUID low = create("Max", "Klein", "100", 3, "finance", "later").id();
        team.run(
                tenant.id(),
                "update lead set contacted_at = created_at + interval '4 hours', status = 'won' where id = '" + low
                        + "'");

        LeadMetrics.Metrics of =
                metrics.of(anna, Optional.empty(), Optional.empty()).block();

        assertThat(List.of(of.leads(), of.keyAccounts(), of.contacted(), of.won()))
                .containsExactly(2, 1, 1, 1);
        assertThat(of.averageScore().orElseThrow()).isEqualByComparingTo("62.5");
        assertThat(of.hoursToContact().orElseThrow()).isEqualByComparingTo("4");
        assertThat(of.conversionPercent().orElseThrow()).isEqualByComparingTo("50");
        assertThat(of.perDay())
                .hasSize(30)
                .last()
                .satisfies(day -> assertThat(day.leads()).isEqualTo(2));
        assertThat(of.byIndustry()).extracting(LeadMetrics.Part::name).containsExactly("finance", "tech");
        assertThat(of.bySource())
                .singleElement()
                .satisfies(part -> assertThat(part.leads()).isEqualTo(2));
        assertThatThrownBy(() -> metrics.of(anna, Optional.of(of.until()), Optional.of(of.from()))
                        .block())
                .hasMessageContaining("until is 0 to 366 days behind 'from'");
    }

    @Test
    void who_changes_what_a_colleague_has_just_changed_is_told_how_it_is_now() {
        UUID id = create("Grace", "Miller", "1", 1, "tech", "later").id();
        leads.update(anna, id, LeadChange.none().notes("first"), OptionalInt.of(1), DOOR)
                .block();

        assertThatThrownBy(() -> leads.update(anna, id, LeadChange.none().notes("second"), OptionalInt.of(1), DOOR)
                        .block())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo("changed-meanwhile"));
    }

    @Test
    void each_field_that_cannot_be_right_is_named() {
        UUID id = create("Grace", "Miller", "1", 1, "tech", "later").id();

        assertThatThrownBy(() -> leads.update(
                                anna,
                                id,
                                LeadChange.none()
                                        .email(Optional.of("grace@"))
                                        .phone(Optional.of("12"))
                                        .budget(Optional.of(new BigDecimal("-1")))
                                        .industry(Optional.of("Banken"))
                                        .status("sold")
                                        .notes("x".repeat(20_001)),
                                OptionalInt.empty(),
                                DOOR)
                        .block())
                .hasMessageContainingAll(
                        "email is not an e-mail address",
                        "phone is not a phone number",
                        "budget cannot be negative",
                        "industry must be one of tech, finance, healthcare, other",
                        "status must be one of new, contacted, qualified, won, lost",
                        "notes has at most 20000 characters, not 20001");
        assertThatThrownBy(() -> leads.update(
                                anna,
                                id,
                                LeadChange.none().assignee(Optional.of(Ids.next())),
                                OptionalInt.empty(),
                                DOOR)
                        .block())
                .hasMessageContaining("assignee_id names nothing that is there");
        assertThatThrownBy(() -> leads.create(anna, named("", ""), DOOR).block())
                .hasMessageContaining("A lead needs somebody");
    }

    @Test
    void emoji_and_right_to_left_names_stay_as_they_were_written() {
        assertThat(create("משה", "كريم 🧵", "1", 1, "tech", "later").lastName()).isEqualTo("كريم 🧵");
    }

    @Test
    void whoever_is_contacted_is_so_from_that_moment_on() {
        UUID id = create("Grace", "Miller", "1", 1, "tech", "later").id();

        Lead contacted = leads.update(anna, id, LeadChange.none().status("contacted"), OptionalInt.empty(), DOOR)
                .block()
                .now();

        assertThat(contacted.contactedAt()).isPresent();
        assertThat(leads.update(anna, id, LeadChange.none().status("qualified"), OptionalInt.empty(), DOOR)
                        .block()
                        .now()
                        .contactedAt())
                .isEqualTo(contacted.contactedAt());
    }

    @Test
    void the_person_behind_a_lead_is_corrected_with_it() {
        Lead lead = create("Grace", "Miller", "1", 1, "tech", "later");

        leads.update(anna, lead.id(), LeadChange.none().lastName(Optional.of("Müller")), OptionalInt.empty(), DOOR)
                .block();

        assertThat(contacts.find(anna, lead.contact()).block().lastName()).isEqualTo("Müller");
    }

    @Test
    void a_lead_becomes_a_deal_with_all_that_is_known_once_and_undone_it_is_a_lead_again() {
        Lead lead = create("Grace", "Miller", "50000", 250, "tech", "this_week");

        var made = leads.toDeal(anna, lead.id(), DealChange.none().title("Fräse"), Optional.of("Angebot"), DOOR)
                .block();

        assertThat(made.now().title()).isEqualTo("Fräse");
        assertThat(made.now().value()).contains(new BigDecimal("50000.00"));
        assertThat(made.now().stage()).isEqualTo("proposal");
        assertThat(leads.lead(anna, lead.id()).block().lead().status()).isEqualTo("qualified");
        assertThatThrownBy(() -> leads.toDeal(anna, lead.id(), DealChange.none(), Optional.empty(), DOOR)
                        .block())
                .hasMessageContaining("has a deal already");
        assertThatThrownBy(
                        () -> leads.update(anna, lead.id(), LeadChange.none().status("lost"), OptionalInt.empty(), DOOR)
                                .block())
                .hasMessageContaining("close that one");

        changeSets.undo(anna, made.changeSet(), DOOR).block();
        assertThat(leads.lead(anna, lead.id()).block().lead().status()).isEqualTo("new");
    }

    @Test
    void leads_are_given_to_a_colleague_all_or_none_also_out_of_the_givers_sight() {
        Principal.Staff ben = team.colleague(tenant, "Ben", Role.SALES);
        team.run(tenant.id(), "update sales_settings set visibility = 'own'");
        UUID one = team.lead(tenant, "One", 50, Optional.of(anna.user()));
        UUID two = team.lead(tenant, "Two", 50, Optional.of(anna.user()));
        UUID bens = team.lead(tenant, "Three", 50, Optional.of(ben.user()));

        assertThatThrownBy(() ->
                        leads.assign(anna, List.of(one, bens), ben.user(), DOOR).block())
                .hasMessage("There is no lead with this id.");
        var given = leads.assign(anna, List.of(one, two), ben.user(), DOOR).block();

        assertThat(given.now()).extracting(Lead::assignee).containsOnly(Optional.of(ben.user()));
        assertThat(leads.list(anna, LeadFilter.ALL, Optional.empty(), 10)
                        .block()
                        .items())
                .isEmpty();
        assertThat(leads.list(ben, LeadFilter.ALL, Optional.empty(), 10).block().items())
                .hasSize(3);
    }

    @Test
    void pages_by_score_hold_every_lead_once_and_filters_keep_what_is_asked_for() {
        for (int n = 0; n < 7; n++) {
            team.lead(tenant, "Lead" + n, n % 2 == 0 ? 80 : 20, n < 3 ? Optional.of(anna.user()) : Optional.empty());
        }
        List<UUID> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Lead> page = leads.list(anna, LeadFilter.ALL, after, 3).block();
            page.items().forEach(lead -> seen.add(lead.id()));
            after = page.next();
        } while (after.isPresent());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(names(LeadFilter.ALL.of(Set.of(anna.user())))).containsExactly("Lead2", "Lead0", "Lead1");
        assertThat(names(new LeadFilter(
                        Optional.of("lead5"),
                        Set.of("new"),
                        Set.of("web"),
                        Set.of("tech"),
                        Set.of(),
                        OptionalInt.of(10),
                        OptionalInt.of(30),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false))))
                .containsExactly("Lead5");
    }

    @Test
    void a_deleted_lead_is_gone_until_it_is_brought_back() {
        UUID id = create("Grace", "Miller", "1", 1, "tech", "later").id();

        var deleted = leads.delete(anna, id, OptionalInt.empty(), DOOR).block();

        assertThatThrownBy(() -> leads.lead(anna, id).block()).hasMessage("There is no lead with this id.");
        assertThat(leads.top(anna).block()).isEmpty();
        changeSets.undo(anna, deleted.changeSet(), DOOR).block();
        assertThat(leads.lead(anna, id).block().lead().lastName()).isEqualTo("Miller");
    }

    @Test
    void a_form_is_scored_while_it_is_filled_and_nothing_is_kept() {
        Score score =
                leads.preview(anna, lead("", "", "50000", 250, null, null)).block();

        assertThat(score.total()).isEqualTo(50);
        assertThat(score.missing()).containsExactlyInAnyOrder("industry", "urgency");
        assertThat(leads.top(anna).block()).isEmpty();
    }

    private List<String> names(LeadFilter filter) {
        return leads.list(anna, filter, Optional.empty(), 100).block().items().stream()
                .map(Lead::lastName)
                .toList();
    }

    private Lead create(String first, String last, String budget, int size, String industry, String urgency) {
        return leads.create(anna, lead(first, last, budget, size, industry, urgency), DOOR)
                .block()
                .now();
    }

    private static NewLead named(String first, String last) {
        return lead(first, last, "1", 1, "tech", "later");
    }

    private static NewLead lead(String first, String last, String budget, int size, String industry, String urgency) {
        return new NewLead(
                first, last, null, null, null, new BigDecimal(budget), size, industry, urgency, null, null, null, null);
    }
}
