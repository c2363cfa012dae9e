package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown.Item;
import app.henk.crm.AddressBook;
import app.henk.crm.Changed;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.crm.Leads;
import app.henk.crm.Organisations;
import app.henk.crm.Tasks;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes records of each kind through their own use cases. */
@Component
class RecordWriting {

    static final List<String> DELETED = Stream.of(
                    Entity.DEAL, Entity.LEAD, Entity.CONTACT, Entity.ORGANISATION, Entity.TASK)
            .map(Kinds::of)
            .toList();

    private final Deals deals;
    private final Leads leads;
    private final AddressBook contacts;
    private final Organisations organisations;
    private final Tasks tasks;

    RecordWriting(Deals deals, Leads leads, AddressBook contacts, Organisations organisations, Tasks tasks) {
        this.deals = deals;
        this.leads = leads;
        this.contacts = contacts;
        this.organisations = organisations;
        this.tasks = tasks;
    }

    /** The record with what it is called now. */
    Mono<Item> label(Colleague who, Item item) {
        Principal.Staff staff = who.staff();
        UUID id = item.id();
        return (switch (Kinds.entity(item.kind()).orElseThrow()) {
                    case DEAL -> deals.find(staff, id).map(deal -> deal.title());
                    case LEAD -> leads.lead(staff, id).map(found -> LeadCards.name(found.lead()));
                    case CONTACT -> contacts.find(staff, id).map(PeopleWriting::name);
                    case ORGANISATION -> organisations.find(staff, id).map(organisation -> organisation.name());
                    case TASK -> tasks.find(staff, id).map(task -> task.subject());
                    default -> Mono.<String>error(Problem.notFound(item.kind()));
                })
                .map(label -> new Item(0, item.kind(), id, label));
    }

    /** All of them or none; the change-set takes all of it back. */
    Mono<UUID> delete(Colleague who, Entity kind, List<Item> items, Door door) {
        Principal.Staff staff = who.staff();
        List<UUID> ids = items.stream().map(Item::id).toList();
        Mono<? extends Changed<?>> deleted = switch (kind) {
            case DEAL -> deals.deleteAll(staff, ids, door);
            case LEAD -> leads.deleteAll(staff, ids, door);
            case CONTACT -> contacts.deleteAll(staff, ids, door);
            case ORGANISATION -> organisations.deleteAll(staff, ids, door);
            case TASK -> tasks.deleteAll(staff, ids, door);
            default -> Mono.error(Problem.notFound(Kinds.of(kind)));
        };
        return deleted.map(Changed::changeSet);
    }
}
