package app.henk.groups;

import app.henk.crm.LeadCapture;
import app.henk.crm.LeadCaptured;
import app.henk.crm.Leads;
import app.henk.crm.ToldPerson;
import app.henk.identity.Principal;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What somebody wants, kept where it belongs: with the group that invited them, else as a lead of their own. */
@Service
public class Wishes {

    private final Invitations invitations;
    private final Leads leads;

    Wishes(Invitations invitations, Leads leads) {
        this.invitations = invitations;
        this.leads = leads;
    }

    /** What came of it; nothing here tells what was known before. */
    public sealed interface Kept {

        /** @param reachable whether this person can be written to or called; a group takes who only has a name */
        record InGroup(String group, boolean reachable) implements Kept {}

        record AsLead(LeadCaptured.Stored lead) implements Kept {}

        /** @param missing field names among name, email, contact, consent; ask for the first one */
        record Incomplete(List<String> missing) implements Kept {}

        /** @param errors one for each field that cannot be right, with a key of wording such as {@code email.invalid} */
        record Invalid(List<LeadCaptured.FieldError> errors) implements Kept {}
    }

    public Mono<Kept> keep(Principal who, LeadCapture wish) {
        var person = new ToldPerson(wish.name(), wish.email(), wish.phone(), wish.consent(), wish.language());
        return invitations
                .told(who, wish.conversation(), person)
                .map(Wishes::told)
                .switchIfEmpty(Mono.defer(() -> leads.capture(who, wish)).map(Wishes::captured));
    }

    private static Kept told(Invitations.Told told) {
        return switch (told) {
            case Invitations.Told.Kept kept -> new Kept.InGroup(kept.group(), kept.reachable());
            case Invitations.Told.Incomplete incomplete -> new Kept.Incomplete(incomplete.missing());
            case Invitations.Told.Invalid invalid -> new Kept.Invalid(invalid.errors());
        };
    }

    private static Kept captured(LeadCaptured captured) {
        return switch (captured) {
            case LeadCaptured.Stored stored -> new Kept.AsLead(stored);
            case LeadCaptured.Incomplete incomplete -> new Kept.Incomplete(incomplete.missing());
            case LeadCaptured.Invalid invalid -> new Kept.Invalid(invalid.errors());
        };
    }
}
