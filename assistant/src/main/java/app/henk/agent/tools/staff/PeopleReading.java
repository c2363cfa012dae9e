package app.henk.agent.tools.staff;

import app.henk.agent.tools.CardButtons;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Activities;
import app.henk.crm.Contact;
import app.henk.crm.Contacts;
import app.henk.crm.Deal;
import app.henk.crm.DealFilter;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Lead;
import app.henk.crm.Leads;
import app.henk.crm.Page;
import app.henk.platform.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells about one lead, contact or company. */
@Component
class PeopleReading {

    private static final int DEALS = 10;
    private static final int HISTORY = 20;

    private final Leads leads;
    private final Contacts contacts;
    private final Deals deals;
    private final Activities activities;
    private final LeadCards cards;
    private final HistoryCards history;
    private final PipedriveCards pipedrive;
    private final StaffWords words;

    PeopleReading(
            Leads leads,
            Contacts contacts,
            Deals deals,
            Activities activities,
            LeadCards cards,
            HistoryCards history,
            PipedriveCards pipedrive,
            StaffWords words) {
        this.leads = leads;
        this.contacts = contacts;
        this.deals = deals;
        this.activities = activities;
        this.cards = cards;
        this.history = history;
        this.pipedrive = pipedrive;
        this.words = words;
    }

    /** What a lead says of itself, somebody outside wrote. */
    Mono<ToolResult> lead(Colleague who, UUID id) {
        return leads.lead(who.staff(), id)
                .zipWhen(found ->
                        pipedrive.on(who, Entity.LEAD, id, cards.content(found.lead(), who.language(), List.of())))
                .map(both -> {
                    var found = both.getT1();
                    Lead lead = found.lead();
                    Told told = explained(who, lead, both.getT2())
                            .with("notes", lead.notes())
                            .with("wish", lead.wish())
                            .with("history", history.facts(found.history()))
                            .fromOutside(!lead.notes().isBlank()
                                    || !lead.wish().isEmpty()
                                    || history.isFromOutside(found.history()));
                    if (!found.history().isEmpty()) {
                        told.card("timeline", history.content(found.history(), who.language()));
                    }
                    return told.result();
                });
    }

    /** Its points and where each comes from. */
    Told explained(Colleague who, Lead lead) {
        return explained(who, lead, cards.content(lead, who.language(), List.of()));
    }

    private Told explained(Colleague who, Lead lead, Map<String, Object> card) {
        Map<String, Object> facts = new LinkedHashMap<>();
        lead.company().ifPresent(company -> facts.put("company", company));
        lead.email().ifPresent(email -> facts.put("email", email));
        lead.budget().ifPresent(budget -> facts.put("budget", budget));
        facts.put("status", lead.status());
        facts.put("score", lead.score().total());
        facts.put("missing", lead.score().missing());
        return Told.done(cards.explained(lead, who.language()))
                .record(
                        Kinds.item(Entity.LEAD, lead.id(), LeadCards.name(lead)),
                        lead.company().orElse(""))
                .with("lead", facts)
                .fromOutside(!lead.notes().isBlank())
                .card("lead", card);
    }

    Mono<ToolResult> contact(Colleague who, UUID id) {
        return contacts.find(who.staff().tenant(), id)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("contact")))
                .flatMap(contact -> Mono.zip(
                                deals.list(who.staff(), ofContact(id), Optional.empty(), DEALS),
                                activities.of(who.staff(), Entity.CONTACT, id, Optional.empty(), HISTORY))
                        .map(both -> {
                            Told told = Told.done(spoken(contact, both.getT1(), who.language()))
                                    .record(Kinds.item(Entity.CONTACT, id, contact.name()))
                                    .with("deals", titles(both.getT1()))
                                    .with("history", history.facts(both.getT2().items()))
                                    .fromOutside(
                                            history.isFromOutside(both.getT2().items()))
                                    .card("contact", content(contact, both.getT1(), who.language()));
                            if (!both.getT2().items().isEmpty()) {
                                told.card(
                                        "timeline", history.content(both.getT2().items(), who.language()));
                            }
                            return told.result();
                        }));
    }

    Mono<ToolResult> organisation(Colleague who, Item organisation) {
        return deals.list(who.staff(), ofOrganisation(organisation.id()), Optional.empty(), DEALS)
                .map(found -> {
                    Map<String, Object> content = base(organisation.label(), found, who.language());
                    return Told.done(String.valueOf(content.get("fallback")))
                            .record(organisation)
                            .with("deals", titles(found))
                            .card("contact", content)
                            .result();
                });
    }

    private Map<String, Object> content(Contact contact, Page<Deal> found, String language) {
        Map<String, Object> content = base(contact.name(), found, language);
        contact.email().ifPresent(email -> content.put("email", email));
        contact.phone().ifPresent(phone -> content.put("phone", phone));
        return content;
    }

    private Map<String, Object> base(String title, Page<Deal> found, String language) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put("fallback", title + (found.items().isEmpty() ? "" : ". " + listed(found, language)));
        List<Map<String, Object>> actions = new ArrayList<>();
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Deal deal : found.items()) {
            fields.add(Map.of("label", deal.title(), "value", words.value(deal.value(), deal.currency(), language)));
        }
        found.items().stream()
                .limit(3)
                .forEach(deal -> actions.add(
                        Map.of("id", CardButtons.id("open", "deal", deal.id()), "label", deal.title(), "again", true)));
        content.put("fields", fields);
        content.put("actions", actions);
        return content;
    }

    private String spoken(Contact contact, Page<Deal> found, String language) {
        return contact.name() + contact.email().map(email -> ", " + email).orElse("") + ". "
                + (found.items().isEmpty() ? "" : listed(found, language));
    }

    private String listed(Page<Deal> found, String language) {
        return words.say("contact.deals", language) + ": " + String.join(", ", titles(found)) + ".";
    }

    private static List<String> titles(Page<Deal> found) {
        return found.items().stream().map(Deal::title).toList();
    }

    private static DealFilter ofContact(UUID id) {
        return DealFilter.open(Set.of(), Optional.empty(), Optional.of(id));
    }

    private static DealFilter ofOrganisation(UUID id) {
        return DealFilter.open(Set.of(), Optional.of(id), Optional.empty());
    }
}
