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
import java.util.OptionalInt;
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

    record Deleted(String label, UUID changeSet) {}

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

    Mono<Deleted> delete(Colleague who, Item item, Door door) {
        return label(who, item)
                .flatMap(named -> deleted(who.staff(), named, door)
                        .map(changed -> new Deleted(named.label(), changed.changeSet())));
    }

    private Mono<? extends Changed<?>> deleted(Principal.Staff staff, Item item, Door door) {
        OptionalInt any = OptionalInt.empty();
        return switch (Kinds.entity(item.kind()).orElseThrow()) {
            case DEAL -> deals.delete(staff, item.id(), any, door);
            case LEAD -> leads.delete(staff, item.id(), any, door);
            case CONTACT -> contacts.delete(staff, item.id(), any, door);
            case ORGANISATION -> organisations.delete(staff, item.id(), any, door);
            case TASK -> tasks.delete(staff, item.id(), any, door);
            default -> Mono.error(Problem.notFound(item.kind()));
        };
    }
}
