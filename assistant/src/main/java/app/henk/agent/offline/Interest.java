package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** How far somebody has come: ready to be shown something, to be asked for contact data, to be taken down. */
final class Interest {

    private static final Set<String> CONTACT_QUESTIONS = Set.of("contact", "name", "reach", "consent", "email");

    /** Beside these a number alone chooses. */
    private static final Set<Intent> ASIDES =
            Set.of(Intent.BRIEF, Intent.AFFIRM, Intent.THANKS, Intent.GREET, Intent.CONTACT, Intent.SMALL_TALK);

    /** Words with which a number alone chooses: "den zweiten, bitte". */
    private static final int BRIEF_CHOICE = 6;

    private final Dialogue dialogue;
    private final Consultation consultation;

    Interest(Dialogue dialogue, Consultation consultation) {
        this.dialogue = dialogue;
        this.consultation = consultation;
    }

    /** Asked to see something, or told something new that changes what fits. */
    boolean wantsProducts() {
        Heard heard = dialogue.heard;
        // "das ist mir alles zu viel, ich möchte mit jemandem reden" asks for nothing cheaper
        if ((heard.doesAny(Intent.CHEAPER, Intent.FINER) || dialogue.wantsOthers())
                && !heard.doesAny(Intent.COMPARE, Intent.PERSON)) {
            return true;
        }
        if (dialogue.wantsItOtherwise()) {
            return true;
        }
        if (chooses() || heard.doesAny(Intent.CONTACT, Intent.COMPLAINT, Intent.GOODBYE)) {
            return false;
        }
        boolean shows = heard.acts().stream()
                .anyMatch(act -> act.intent() == Intent.SHOW
                        && dialogue.pointing().asksAboutIt(act).isEmpty());
        boolean says = heard.changes().stream()
                .anyMatch(change -> change instanceof Change.Wanted || change instanceof Change.Avoided);
        // "Charcoal then, if you have it" of what nothing was found for wants to know what there is
        boolean again = says && ready() && dialogue.table.shown.isEmpty() && !heard.does(Intent.QUESTION);
        boolean letsShow = dialogue.asked.equals("show") && heard.does(Intent.AFFIRM);
        return letsShow
                || again
                || (shows && !dialogue.pointing().asksForFavourite())
                || (ready() && !dialogue.news.isEmpty())
                || isHasty();
    }

    /** Needed sooner than things are made: that is told before anything else is asked. */
    private boolean isHasty() {
        LocalDate then = dialogue.turn.now().toLocalDate().plusDays(consultation.hasty());
        boolean wanted = dialogue.brief.knows(consultation.first())
                || List.of("the_goods", "looks_for", "deadline").stream()
                        .anyMatch(list -> dialogue.words().of(list).isIn(Token.of(dialogue.heard.text())));
        boolean tells = wanted
                && !dialogue.personRequested
                && (dialogue.heard.acts().isEmpty() || dialogue.heard.doesAny(Intent.BRIEF, Intent.SHOW));
        return tells
                && dialogue.news.stream()
                        .anyMatch(change -> change instanceof Change.Dated dated
                                && dated.when().to().isBefore(then));
    }

    /** The occasion and one fact more, or three facts of any kind; never an interrogation. */
    boolean ready() {
        Brief brief = dialogue.brief;
        boolean first = brief.knows(consultation.first()) || brief.isOpen(consultation.first());
        int open = (int) consultation.asked().stream().filter(brief::isOpen).count();
        int facts = brief.facts()
                - (int) brief.wanted().stream()
                        .filter(consultation.implies()::containsKey)
                        .count();
        return (first && facts + open >= 2) || facts >= 3;
    }

    boolean chooses() {
        Heard heard = dialogue.heard;
        return dialogue.table.chosen.isPresent()
                && !dialogue.wantsItOtherwise()
                && (heard.does(Intent.CHOOSE)
                        || dialogue.pointing().takesNamed()
                        || (heard.pick().isPresent()
                                && Token.of(heard.text()).size() <= BRIEF_CHOICE
                                && dialogue.news.isEmpty()
                                && heard.acts().stream().allMatch(act -> ASIDES.contains(act.intent()))));
    }

    /**
     * Whether what we know of the person is to be stored now, or the form for it shown.
     *
     * @param visitsAreBooked whether times for visits are found and booked here, so that nobody need call back for it
     */
    boolean leavesContact(boolean visitsAreBooked) {
        Heard heard = dialogue.heard;
        // an address that is none is asked for once more before anything is kept
        boolean broken = heard.contact().broken().isPresent() && !dialogue.contact.reachable();
        if (dialogue.isChild() || broken) {
            return false;
        }
        if (dialogue.agreement.isRefused() || (heard.doesAny(Intent.PERSON) && dialogue.contact.isEmpty())) {
            return false;
        }
        boolean told = !heard.contact().isEmpty();
        if (!told && heard.doesAny(Intent.DOUBT, Intent.DENY, Intent.GOODBYE)) {
            return false;
        }
        boolean agreedToContact = CONTACT_QUESTIONS.contains(dialogue.asked)
                && (heard.doesAny(Intent.CONSENT, Intent.CONTACT)
                        || (heard.does(Intent.AFFIRM) && dialogue.news.isEmpty() && !heard.does(Intent.HAGGLE)));
        boolean form = !dialogue.turn.form().isEmpty();
        // whoever changes their mind after a no is not asked again for what was said before
        boolean expected = CONTACT_QUESTIONS.contains(dialogue.asked) || dialogue.agreement.wasRefused();
        boolean given = dialogue.turn.consent() == TurnContext.Consent.GIVEN;
        boolean agreed = dialogue.contact.reachable()
                && ((heard.does(Intent.CONSENT) && (given || dialogue.agreement.wasRefused()))
                        || (heard.does(Intent.AFFIRM) && given && expected));
        boolean wantsAppointment = (heard.does(Intent.APPOINTMENT) && !visitsAreBooked)
                || heard.doesAny(Intent.CONTACT, Intent.CALL_ME, Intent.SAMPLES);
        return form
                || (!dialogue.stored
                        && ((told && (dialogue.contact.reachable() || CONTACT_QUESTIONS.contains(dialogue.asked)))
                                || agreedToContact
                                || agreed
                                || wantsAppointment))
                || (dialogue.stored && told && dialogue.contact.reachable());
    }

    boolean acceptsPerson() {
        boolean onlyYes = dialogue.news.isEmpty()
                && dialogue.heard.acts().stream()
                        .allMatch(act -> act.intent() == Intent.AFFIRM || act.intent() == Intent.THANKS);
        return dialogue.asked.equals("person")
                && dialogue.heard.does(Intent.AFFIRM)
                && onlyYes
                && !dialogue.personRequested;
    }
}
