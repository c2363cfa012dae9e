package app.henk.agent;

import app.henk.identity.Tenant;
import app.henk.knowledge.Answerable;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of a turn that stand beside its messages. They are for whoever words the answer; no right follows from
 * them: rights are checked where tools run.
 *
 * @param language to answer in, de, en or fr, one of the tenant's: the message's own where it can be told, else the
 *     conversation's, else the client's
 * @param now in the tenant's zone
 * @param remembered what this person has told before, here and elsewhere
 * @param form fields of a form that this message is the answer to; empty for plain words
 * @param page where the visitor writes; said by the browser, so not trusted
 * @param turn how many exchanges went before, 0 for the first message; varies the wording
 * @param spoken what another model has already said of this very answer before it broke off, empty as a rule: go on
 *     after it, do not repeat it
 * @param goods proper names of what is for sale and of who makes it, at most a minute old
 * @param answerable what the tenant's documents are known to answer
 * @param terms what the tenant calls its own things, for colleagues; a model that needs them has tools to ask
 */
public record TurnContext(
        Tenant tenant,
        Speaker speaker,
        Optional<String> speakerName,
        String language,
        ZonedDateTime now,
        Remembered remembered,
        Map<String, String> form,
        Optional<String> page,
        Consent consent,
        int turn,
        String spoken,
        Set<String> goods,
        Answerable answerable,
        SalesTerms terms) {

    /** Of somebody of whom nothing is known from elsewhere. */
    public TurnContext(
            Tenant tenant,
            Speaker speaker,
            Optional<String> speakerName,
            String language,
            ZonedDateTime now,
            Map<String, String> remembered,
            Map<String, String> form,
            Optional<String> page,
            Consent consent,
            int turn,
            String spoken) {
        this(
                tenant,
                speaker,
                speakerName,
                language,
                now,
                Remembered.here(remembered),
                form,
                page,
                consent,
                turn,
                spoken,
                Set.of(),
                Answerable.NOTHING,
                SalesTerms.NONE);
    }

    /** Who is being answered. */
    public enum Speaker {
        VISITOR,
        CUSTOMER,
        STAFF
    }

    /** Whether the person agreed to being stored and contacted; decided in code from the person's own words. */
    public enum Consent {
        NOT_ASKED,
        /** The last answer ended with the question, and the person has neither agreed nor refused. */
        ASKED,
        GIVEN,
        REFUSED
    }

    /** The same turn for whoever goes on after this much of the answer. */
    TurnContext after(String said) {
        return new TurnContext(
                tenant,
                speaker,
                speakerName,
                language,
                now,
                remembered,
                form,
                page,
                consent,
                turn,
                said,
                goods,
                answerable,
                terms);
    }
}
