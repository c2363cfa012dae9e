package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.crm.AddressBook;
import app.henk.crm.ContactChange;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a contact of somebody who is spoken of for the first time. */
@Component
class NewPeople {

    private final AddressBook contacts;
    private final PeopleWriting people;
    private final StaffWords words;

    NewPeople(AddressBook contacts, PeopleWriting people, StaffWords words) {
        this.contacts = contacts;
        this.people = people;
        this.words = words;
    }

    /** @param item the contact that is there now */
    record Made(Item item, Told told) {}

    Mono<Made> make(Colleague who, String name, Door door) {
        String called = name.strip();
        int space = called.lastIndexOf(' ');
        ContactChange contact = ContactChange.none().lastName(Optional.of(called.substring(space + 1)));
        return contacts.create(
                        who.staff(),
                        space > 0 ? contact.firstName(Optional.of(called.substring(0, space))) : contact,
                        door.request(door.request().map(request -> request + ":contact")))
                .map(made -> {
                    Item item = Kinds.item(Entity.CONTACT, made.now().id(), PeopleWriting.name(made.now()));
                    return new Made(item, people.made(who, item, "contact.made", made.changeSet()));
                });
    }

    /**
     * Asks whether to make one, and to go on with it.
     *
     * @param name the argument that names nobody who is known; it may still be written otherwise
     * @param agreed the argument that says yes
     */
    Proposal ask(Colleague who, Arguments arguments, String name, String agreed) {
        String said = Outside.oneLine(arguments.text(name).orElseThrow());
        return new Proposal.Ask(
                arguments.with(agreed, true),
                words.say("confirm.new_contact", who.language(), Map.of("name", said)),
                Asking.facts(who, arguments, words),
                Set.of(name));
    }
}
