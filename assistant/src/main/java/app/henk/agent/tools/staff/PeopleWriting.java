package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.AddressBook;
import app.henk.crm.Changed;
import app.henk.crm.ContactCard;
import app.henk.crm.ContactChange;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.crm.Lead;
import app.henk.crm.LeadChange;
import app.henk.crm.Leads;
import app.henk.crm.Organisation;
import app.henk.crm.OrganisationChange;
import app.henk.crm.Organisations;
import app.henk.crm.Stages;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes leads, contacts and companies, and tells what became of them. */
@Component
class PeopleWriting {

    private final Leads leads;
    private final AddressBook contacts;
    private final Organisations organisations;
    private final LeadCards cards;
    private final ChangeCards changes;
    private final StaffWords words;

    PeopleWriting(
            Leads leads,
            AddressBook contacts,
            Organisations organisations,
            LeadCards cards,
            ChangeCards changes,
            StaffWords words) {
        this.leads = leads;
        this.contacts = contacts;
        this.organisations = organisations;
        this.cards = cards;
        this.changes = changes;
        this.words = words;
    }

    /** A lead that was made or changed, with its points and Undo. */
    ToolResult lead(Colleague who, String key, Changed<Lead> changed) {
        Lead lead = changed.now();
        Map<String, Object> values = new HashMap<>();
        values.put("name", LeadCards.name(lead));
        values.put("score", lead.score().total());
        what(who, changed).ifPresent(what -> values.put("what", what));
        return Told.done(words.say(key, who.language(), values))
                .record(
                        Kinds.item(Entity.LEAD, lead.id(), LeadCards.name(lead)),
                        lead.company().orElse(""))
                .with("change_set", changed.changeSet().toString())
                .with("score", lead.score().total())
                .card(
                        "lead",
                        cards.content(lead, who.language(), List.of(changes.undo(changed.changeSet(), who.language()))))
                .result();
    }

    Mono<ToolResult> update(Colleague who, Entity kind, UUID id, Arguments said, Door door) {
        OptionalInt any = OptionalInt.empty();
        return switch (kind) {
            case LEAD ->
                leads.update(who.staff(), id, lead(said), any, door).map(changed -> lead(who, "lead.updated", changed));
            case CONTACT ->
                contacts.update(who.staff(), id, contact(said), any, door)
                        .map(changed -> told(who, kind, id, name(changed.now()), changed));
            default ->
                organisations
                        .update(who.staff(), id, organisation(said), any, door)
                        .map(changed -> told(who, kind, id, changed.now().name(), changed));
        };
    }

    /** Somebody who is in the address book from now on. */
    ToolResult made(Colleague who, Changed<ContactCard> changed) {
        return made(who, Entity.CONTACT, changed.now().id(), name(changed.now()), "contact.made", changed.changeSet());
    }

    ToolResult madeCompany(Colleague who, Changed<Organisation> changed) {
        return made(
                who,
                Entity.ORGANISATION,
                changed.now().id(),
                changed.now().name(),
                "contact.made_company",
                changed.changeSet());
    }

    private ToolResult made(Colleague who, Entity kind, UUID id, String name, String key, UUID changeSet) {
        return made(who, Kinds.item(kind, id, name), key, changeSet).result();
    }

    Told made(Colleague who, Item item, String key, UUID changeSet) {
        String say = words.say(key, who.language(), Map.of("name", item.label()));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", item.label());
        content.put("fallback", say);
        content.put("text", words.word("kind.name", item.kind(), who.language()));
        content.put("changes", List.of());
        content.put("actions", List.of(changes.undo(changeSet, who.language())));
        return Told.done(say)
                .record(item)
                .with("change_set", changeSet.toString())
                .card("diff", content);
    }

    /** The second one goes into the first; both are contacts, or both are companies. */
    Mono<ToolResult> merge(Colleague who, Entity kind, UUID keep, Item gone, Door door) {
        return kind == Entity.CONTACT
                ? contacts.merge(who.staff(), keep, gone.id(), door)
                        .map(changed -> merged(who, Kinds.item(kind, keep, name(changed.now())), gone, changed))
                : organisations
                        .merge(who.staff(), keep, gone.id(), door)
                        .map(changed ->
                                merged(who, Kinds.item(kind, keep, changed.now().name()), gone, changed));
    }

    private ToolResult merged(Colleague who, Item kept, Item gone, Changed<?> changed) {
        return merged(who, kept, gone, changed, Map.of(), new Stages(List.of()));
    }

    /**
     * One record of two, with what the one that stays took over.
     *
     * @param names what stands for an id, by column
     */
    ToolResult merged(
            Colleague who, Item kept, Item gone, Changed<?> changed, Map<String, String> names, Stages stages) {
        String say = words.say("record.merged", who.language(), Map.of("gone", gone.label(), "title", kept.label()));
        return Told.done(say)
                .record(kept)
                .with("change_set", changed.changeSet().toString())
                .card(
                        "diff",
                        changes.content(
                                say,
                                changed.changes(),
                                names,
                                stages,
                                who.context().tenant().currency().getCode(),
                                changed.changeSet(),
                                who.language()))
                .result();
    }

    private ToolResult told(Colleague who, Entity kind, UUID id, String title, Changed<?> changed) {
        boolean same = changed.changes().isEmpty();
        Map<String, Object> values = new HashMap<>(Map.of("title", title));
        what(who, changed).ifPresent(what -> values.put("what", what));
        String say = words.say(same ? "record.unchanged" : "record.updated", who.language(), values);
        Told told = Told.of(same ? "unchanged" : "done", say).record(Kinds.item(kind, id, title));
        return same
                ? told.result()
                : told.with("change_set", changed.changeSet().toString())
                        .card(
                                "diff",
                                changes.content(
                                        title,
                                        changed.changes(),
                                        Map.of(),
                                        new Stages(List.of()),
                                        who.context().tenant().currency().getCode(),
                                        changed.changeSet(),
                                        who.language()))
                        .result();
    }

    private Optional<String> what(Colleague who, Changed<?> changed) {
        return changes.spoken(
                changed.changes(),
                Map.of(),
                new Stages(List.of()),
                who.context().tenant().currency().getCode(),
                who.language());
    }

    static String name(ContactCard contact) {
        String name = (contact.firstName() + " " + contact.lastName()).strip();
        return name.isEmpty() ? contact.company().or(contact::email).orElse("–") : name;
    }

    /** With a value, or to be emptied. */
    private static boolean isNamed(Arguments said, String field) {
        return said.has(field)
                || said.text(DealFacts.CLEAR).filter(field::equals).isPresent();
    }

    private static LeadChange lead(Arguments said) {
        LeadChange change = LeadChange.none();
        change = said.has("first_name") ? change.firstName(said.text("first_name")) : change;
        change = said.has("last_name") ? change.lastName(said.text("last_name")) : change;
        change = isNamed(said, "email") ? change.email(said.text("email")) : change;
        change = isNamed(said, "phone") ? change.phone(said.text("phone")) : change;
        change = isNamed(said, "company") ? change.company(said.text("company")) : change;
        change = isNamed(said, "budget") ? change.budget(said.decimal("budget")) : change;
        change = isNamed(said, "company_size") ? change.companySize(said.whole("company_size")) : change;
        change = isNamed(said, "industry") ? change.industry(said.text("industry")) : change;
        change = isNamed(said, "urgency") ? change.urgency(said.text("urgency")) : change;
        change = said.has("status") ? change.status(said.text("status").orElseThrow()) : change;
        change = said.has("source") ? change.source(said.text("source").orElseThrow()) : change;
        return said.has("notes") ? change.notes(said.text("notes").orElseThrow()) : change;
    }

    static ContactChange contact(Arguments said) {
        ContactChange change = ContactChange.none();
        change = said.has("first_name") ? change.firstName(said.text("first_name")) : change;
        change = said.has("last_name") ? change.lastName(said.text("last_name")) : change;
        change = isNamed(said, "email") ? change.email(said.text("email")) : change;
        change = isNamed(said, "phone") ? change.phone(said.text("phone")) : change;
        change = isNamed(said, "company") ? change.company(said.text("company")) : change;
        return isNamed(said, "job_title") ? change.jobTitle(said.text("job_title")) : change;
    }

    static OrganisationChange organisation(Arguments said) {
        OrganisationChange change = OrganisationChange.none();
        change = said.has("name") ? change.name(said.text("name").orElseThrow()) : change;
        change = isNamed(said, "sector") ? change.sector(said.text("sector")) : change;
        change = isNamed(said, "company_size") ? change.employees(said.whole("company_size")) : change;
        change = isNamed(said, "country") ? change.country(said.text("country")) : change;
        return isNamed(said, "website") ? change.website(said.text("website")) : change;
    }
}
