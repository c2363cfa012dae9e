package app.henk.agent.offline;

import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which tools a message needs before it can be answered, and with which arguments. */
final class Enquiries {

    private static final int MOST_REMEMBERED = 3;
    private static final int MOST_QUESTIONS = 2;
    private static final Set<String> OF_SOMEBODY = Set.of(Tools.PROMISE, Tools.GROUP);
    /** Below it "was für Schuhe passen dazu" is a question. */
    private static final double SURELY_SHOWN = 0.7;

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Interest interest;
    private final Errands errands;
    private final Inquiry inquiry;
    private final List<ToolCall> done;

    Enquiries(Dialogue dialogue, Consultation consultation, Errands errands) {
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.interest = new Interest(dialogue, consultation);
        this.errands = errands;
        this.inquiry = new Inquiry(dialogue);
        this.done = errands.calls();
    }

    List<ToolCall> needed() {
        List<ToolCall> calls = new ArrayList<>();
        questions().forEach(question -> calls.add(new ToolCall(Tools.KNOWLEDGE, Map.of("question", question))));
        done.stream().filter(call -> !OF_SOMEBODY.contains(call.tool())).forEach(calls::add);
        if (wantsPerson()) {
            calls.add(person());
        }
        Optional<ToolCall> named = dialogue.named().search();
        named.ifPresent(calls::add);
        if (named.isEmpty()
                && (interest.wantsProducts() || pricesAnExtra())
                && !does(Tools.QUOTE, Tools.COMPARE, Tools.GROUP, Tools.PROGRESS)) {
            calls.add(new ToolCall(Tools.SEARCH, new SearchWish(dialogue, consultation).arguments()));
        }
        boolean wish = interest.leavesContact(errands.offers(Tools.SLOTS)) && !does(Tools.LATER, Tools.CHANGE_FACT);
        if (wish && !isPromisedToAccount()) {
            calls.add(new ToolCall(Tools.LEAD, new LeadWish(dialogue, consultation).arguments()));
        }
        // whom a promise is made to, and whose a group is, is known once the wish is kept
        done.stream().filter(call -> OF_SOMEBODY.contains(call.tool())).forEach(calls::add);
        calls.addAll(remembered());
        return calls;
    }

    /** What an extra comes to is told of something: of what there is, where nothing lies on the table yet. */
    private boolean pricesAnExtra() {
        return dialogue.table.shown.isEmpty()
                && dialogue.heard.does(Intent.PRICE)
                && dialogue.words().of("cues.price").isIn(Token.of(dialogue.heard.text()))
                && dialogue.words()
                        .of("inquiries")
                        .in(Token.of(dialogue.heard.text()))
                        .isEmpty()
                && !new Extras(dialogue, consultation).named().isEmpty();
    }

    private ToolCall person() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("reason", Inquiry.shortened(dialogue.heard.text()));
        if (dialogue.heard.does(Intent.COMPLAINT)) {
            arguments.put("cause", "complaint");
        }
        return new ToolCall(Tools.PERSON, arguments);
    }

    /** An account is known already: whom a promise to it is made to need not be told as a wish first. */
    private boolean isPromisedToAccount() {
        return dialogue.turn.speaker() == Speaker.CUSTOMER && does(Tools.PROMISE);
    }

    private boolean does(String... tools) {
        return done.stream().anyMatch(call -> List.of(tools).contains(call.tool()));
    }

    private boolean wantsPerson() {
        boolean called = dialogue.heard.does(Intent.CALL_ME) && !errands.offers(Tools.PROMISE);
        boolean withdraws = dialogue.agreement.isWithdrawn() && !errands.offers(Tools.PRIVACY);
        boolean ruled = dialogue.turn.tenant().handoff().complaint() || dialogue.asked.equals("person");
        boolean complains = dialogue.heard.does(Intent.COMPLAINT) && ruled && !dialogue.personRequested;
        return dialogue.heard.does(Intent.PERSON) || complains || called || withdraws || interest.acceptsPerson();
    }

    /** What only documents can answer. */
    private List<String> questions() {
        List<String> asked = dialogue.heard.acts().stream()
                .filter(this::forDocuments)
                .map(inquiry::of)
                .toList();
        return (inquiry.isUnheardQuestion() || inquiry.mayBeKnown()) && done.isEmpty()
                ? List.of(inquiry.whole())
                : Inquiry.distinct(asked).stream().limit(MOST_QUESTIONS).toList();
    }

    private boolean forDocuments(Act act) {
        if (dialogue.otherOfTwo().isPresent()) {
            return false;
        }
        boolean things = act.intent() == Intent.QUESTION
                || act.intent() == Intent.PRICE
                || act.intent() == Intent.COMPARE
                || act.intent() == Intent.SHOW;
        if (things && dialogue.named().areCompared()) {
            return false;
        }
        if (things && dialogue.named().areElsewhere() && dialogue.named().tell(act)) {
            return false;
        }
        if (dialogue.pointing().asksForFavourite() || dialogue.pointing().asksWhy(act, consultation)) {
            return false;
        }
        return switch (act.intent()) {
            case SHOW ->
                act.score() < SURELY_SHOWN
                        && asksForService(act)
                        && dialogue.pointing().asksAboutIt(act).isEmpty();
            case QUESTION ->
                !(does(Tools.BOOK, Tools.CHANGE_VISIT, Tools.SLOTS) && inquiry.isOfTheVisit(act))
                        && (!aboutTheShown(act) || asksForService(act))
                        && dialogue.pointing().asksAboutIt(act).isEmpty()
                        && !dialogue.pointing().asksAboutAll(act)
                        && !(does(Tools.QUOTE) && dialogue.pointing().isOfThePrice(act));
            case HAGGLE -> !does(Tools.QUOTE);
            case ORDER_STATUS -> !errands.offers(Tools.BOOKINGS);
            case PRICE ->
                !does(Tools.QUOTE)
                        && !pricesAnExtra()
                        && (dialogue.table.shown.isEmpty()
                                || asksForService(act)
                                || pricesElse(act)
                                || inquiry.known().pricesInGeneral(act));
            case COMPARE -> dialogue.pointing().comparesInGeneral();
            default -> false;
        };
    }

    /** "Was kostet eine Änderung?" is not the price of what was just shown. */
    private boolean asksForService(Act act) {
        return dialogue.concepts.find(Token.of(act.sentence()), dialogue.language, word -> true, word -> false).stream()
                .anyMatch(concept -> consultation.isDocumented(concept.value()));
    }

    /** "Was kostet ein Hausbesuch?" names something that does not lie there. */
    private boolean pricesElse(Act act) {
        return dialogue.words().of("cues.price").isIn(Token.of(act.sentence())) && inquiry.namesElse(act, consultation);
    }

    /** "Knittert der zweite?" is answered by the second one's own facts. */
    private boolean aboutTheShown(Act act) {
        return dialogue.heard.pick().isPresent()
                && dialogue.table.chosen.isPresent()
                && dialogue.words().of("pick").isIn(Token.of(act.sentence()));
    }

    /** At most three of what this message told, occasion, day and budget; the rest stands in the conversation anyway. */
    private List<ToolCall> remembered() {
        List<ToolCall> calls = new ArrayList<>();
        for (Change change : dialogue.news) {
            kept(change).ifPresent(calls::add);
        }
        return calls.stream().limit(MOST_REMEMBERED).toList();
    }

    private Optional<ToolCall> kept(Change change) {
        return switch (change) {
            case Change.Spending s ->
                Optional.of(remember(
                        "budget",
                        s.budget().max().or(s.budget()::min).orElseThrow().toPlainString()));
            case Change.Avoided a
            when a.concept().startsWith("colour.") || a.concept().startsWith("pattern.") ->
                Optional.of(remember(
                        Change.kind(a.concept()) + ".not", dialogue.concepts.label(a.concept(), dialogue.language)));
            case Change.Dated d ->
                Optional.of(remember("event_date", d.when().from().toString()));
            case Change.Wanted w
            when w.concept().startsWith(consultation.first() + ".") ->
                Optional.of(
                        remember(consultation.remembered(), dialogue.concepts.label(w.concept(), dialogue.language)));
            case Change.Weighing _,
                    Change.Supposed _,
                    Change.Wanted _,
                    Change.Avoided _,
                    Change.Dropped _,
                    Change.Open _ -> Optional.empty();
        };
    }

    private static ToolCall remember(String about, String value) {
        return new ToolCall(Tools.REMEMBER, Map.of("about", about, "value", value));
    }
}
