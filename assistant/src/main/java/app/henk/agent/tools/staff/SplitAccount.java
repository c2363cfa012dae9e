package app.henk.agent.tools.staff;

import app.henk.agent.JoinedConversations;
import app.henk.agent.JoinedConversations.Joined;
import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Contact;
import app.henk.crm.Contacts;
import app.henk.crm.Entity;
import app.henk.identity.CustomerAccounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes another person's conversation out of a customer's account, for an administrator. The link that gives it back
 * stands in no conversation: its card asks for it when somebody wants to see it.
 */
@Component
class SplitAccount {

    /** The conversation, by the move that brought it; anything else: whichever it was. */
    static final String ARGUMENT = "split";

    private static final String WHICH = "which";

    private final Which which;
    private final Contacts contacts;
    private final CustomerAccounts accounts;
    private final JoinedConversations conversations;
    private final StaffWords words;

    SplitAccount(
            Which which,
            Contacts contacts,
            CustomerAccounts accounts,
            JoinedConversations conversations,
            StaffWords words) {
        this.which = which;
        this.contacts = contacts;
        this.accounts = accounts;
        this.conversations = conversations;
        this.words = words;
    }

    private record Owner(UUID account, String name) {}

    /** What is to leave which account, or why that is not settled. */
    private sealed interface Wanted {

        record One(Owner owner, Joined conversation) implements Wanted {}

        record Open(ToolResult result) implements Wanted {}
    }

    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return wanted(who, arguments).flatMap(wanted -> switch (wanted) {
            case Wanted.Open open -> Mono.just(open.result());
            case Wanted.One one ->
                conversations
                        .takeOut(who.staff(), one.conversation().move())
                        .then(Mono.fromSupplier(() -> done(who, one)));
        });
    }

    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return wanted(who, arguments).map(wanted -> switch (wanted) {
            case Wanted.Open open -> new Proposal.Settled(open.result());
            case Wanted.One one ->
                new Proposal.Ask(
                        arguments.with(ARGUMENT, one.conversation().move().toString()),
                        words.say(
                                "confirm.split",
                                who.language(),
                                Map.of("name", one.owner().name())),
                        List.of(Map.of(
                                "label",
                                words.word("kind.name", Kinds.CONVERSATION, who.language()),
                                "value",
                                Outside.oneLine(title(who, one.conversation())))),
                        Set.of());
        });
    }

    private Mono<Wanted> wanted(Colleague who, Arguments arguments) {
        String said = arguments.text(WHICH).orElseThrow();
        return accounts.byEmail(who.staff().tenant(), said)
                .<Wanted>flatMap(found -> ofOwner(who, new Owner(found.user(), found.name()), arguments))
                .switchIfEmpty(Mono.defer(() -> ofContact(who, said, arguments)));
    }

    private Mono<Wanted> ofContact(Colleague who, String said, Arguments arguments) {
        return which.one(who, WHICH, said, Set.of(Entity.CONTACT)).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.<Wanted>just(new Wanted.Open(open.result()));
            case Which.Meant.These these ->
                contacts.find(who.staff().tenant(), these.one().id())
                        .flatMap(contact -> Mono.justOrEmpty(owner(contact)))
                        .flatMap(owner -> ofOwner(who, owner, arguments))
                        .switchIfEmpty(Mono.fromSupplier(() ->
                                refused(who, "record.no_account", these.one().label())));
        });
    }

    private static Optional<Owner> owner(Contact contact) {
        return contact.account().map(account -> new Owner(account, contact.name()));
    }

    private Mono<Wanted> ofOwner(Colleague who, Owner owner, Arguments arguments) {
        String said = arguments.text(ARGUMENT).orElse("");
        return conversations.of(who.staff(), owner.account()).map(all -> {
            List<Joined> named = all.stream()
                    .filter(one -> one.move().toString().equals(said))
                    .toList();
            List<Joined> meant = named.isEmpty() ? all : named;
            return switch (meant.size()) {
                case 0 -> refused(who, "record.nothing_to_split", owner.name());
                case 1 -> new Wanted.One(owner, meant.getFirst());
                default -> new Wanted.Open(several(who, owner, meant));
            };
        });
    }

    private ToolResult several(Colleague who, Owner owner, List<Joined> all) {
        String ask = words.say("record.split_which", who.language(), Map.of("name", owner.name()));
        Told told = Told.of("ambiguous", ask).with("argument", ARGUMENT);
        all.forEach(one -> told.record(new Item(0, Kinds.CONVERSATION, one.move(), named(who, one)), at(who, one)));
        // a conversation is called by its visitor's words
        return told.choices(ask).fromOutside(true).result();
    }

    private Wanted refused(Colleague who, String key, String name) {
        return new Wanted.Open(Told.of("refused", words.say(key, who.language(), Map.of("name", name)))
                .result()
                .refused());
    }

    private ToolResult done(Colleague who, Wanted.One one) {
        String say = words.say(
                "record.split", who.language(), Map.of("name", one.owner().name()));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put(
                "request",
                Map.of(
                        "method",
                        "POST",
                        "path",
                        "/api/moves/" + one.conversation().move() + "/link"));
        for (String part : List.of("title", "text", "fallback", "show", "copy", "copied", "until", "failed", "qr")) {
            content.put(part, words.say("hand_out." + part, who.language()));
        }
        return Told.done(say).card("link", content).result();
    }

    private String title(Colleague who, Joined one) {
        return named(who, one) + ", " + at(who, one);
    }

    private String named(Colleague who, Joined one) {
        return one.beginning().isEmpty()
                ? words.word("kind.name", Kinds.CONVERSATION, who.language())
                : one.beginning();
    }

    /** To the minute: two may begin alike on one day. */
    private String at(Colleague who, Joined one) {
        return words.moment(one.at(), who.context().tenant().zone(), who.language());
    }
}
