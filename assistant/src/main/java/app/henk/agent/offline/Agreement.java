package app.henk.agent.offline;

import app.henk.agent.TurnContext.Consent;
import app.henk.agent.TurnContext.Speaker;

/** Whether somebody agrees that what they tell of themselves is stored. */
final class Agreement {

    private static final String ASKED = "consent";

    private final Dialogue dialogue;
    private boolean refused;
    private boolean refusedBefore;

    Agreement(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** @param current whether the message is the one that is being answered */
    void heard(boolean current) {
        Heard heard = dialogue.heard;
        refusedBefore = refused;
        refused = (dialogue.asked.equals(ASKED) && heard.doesAny(Intent.DENY, Intent.REFUSE_CONSENT))
                || heard.does(Intent.REFUSE_CONSENT)
                || (refused
                        && !heard.doesAny(Intent.CONSENT, Intent.CONTACT, Intent.CALL_ME)
                        // who only wants to look in some day has not changed their mind
                        && !(heard.does(Intent.APPOINTMENT)
                                && heard.details().visit().saysWhen()));
        if (current && dialogue.turn.consent() == Consent.GIVEN) {
            refused = false;
        }
    }

    boolean isRefused() {
        return refused;
    }

    /** Before this message. */
    boolean wasRefused() {
        return refusedBefore;
    }

    /** Takes back a consent that was given: in this talk, or, by a customer, in an earlier one. */
    boolean isWithdrawn() {
        boolean known = dialogue.turn.speaker() == Speaker.CUSTOMER && !dialogue.asked.equals(ASKED);
        return (dialogue.stored || known || dialogue.agenda.booked().isPresent())
                && dialogue.heard.does(Intent.REFUSE_CONSENT);
    }

    boolean isGiven() {
        return dialogue.turn.consent() == Consent.GIVEN
                || (dialogue.asked.equals(ASKED)
                        && dialogue.heard.doesAny(Intent.AFFIRM, Intent.CONSENT)
                        && !dialogue.heard.does(Intent.DENY))
                || "true".equals(dialogue.turn.form().get("consent"));
    }
}
