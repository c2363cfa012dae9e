package app.henk.agent.offline;

import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.ToolCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which tools a message needs before it can be answered, and with which arguments. */
final class Enquiries {

    private static final int MOST_REMEMBERED = 3;
    private static final int MOST_QUESTIONS = 2;
    private static final int SHOWN = 3;
    /** Below it "was für Schuhe passen dazu" is a question. */
    private static final double SURELY_SHOWN = 0.7;

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Interest interest;
    private final Errands errands;
    private final List<ToolCall> done;

    Enquiries(Dialogue dialogue, Consultation consultation, Errands errands) {
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.interest = new Interest(dialogue, consultation);
        this.errands = errands;
        this.done = errands.calls();
    }

    List<ToolCall> needed() {
        List<ToolCall> calls = new ArrayList<>();
        questions().forEach(question -> calls.add(new ToolCall(Tools.KNOWLEDGE, Map.of("question", question))));
        done.stream().filter(call -> !call.tool().equals(Tools.PROMISE)).forEach(calls::add);
        if (wantsPerson()) {
            calls.add(person());
        }
        if (interest.wantsProducts() && !does(Tools.QUOTE, Tools.COMPARE, Tools.GROUP, Tools.PROGRESS)) {
            calls.add(new ToolCall(Tools.SEARCH, search()));
        }
        boolean wish = interest.leavesContact(errands.offers(Tools.SLOTS)) && !does(Tools.LATER, Tools.CHANGE_FACT);
        if (wish && !isPromisedToAccount()) {
            calls.add(new ToolCall(Tools.LEAD, lead()));
        }
        // whom a promise is made to is known once the wish is kept
        done.stream().filter(call -> call.tool().equals(Tools.PROMISE)).forEach(calls::add);
        calls.addAll(remembered());
        return calls;
    }

    private ToolCall person() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("reason", Inquiry.clipped(dialogue.heard.text()));
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
        boolean withdraws = dialogue.withdrawsStored() && !errands.offers(Tools.PRIVACY);
        boolean ruled = dialogue.turn.tenant().handoff().complaint() || dialogue.asked.equals("person");
        boolean complains = dialogue.heard.does(Intent.COMPLAINT) && ruled && !dialogue.personRequested;
        return dialogue.heard.does(Intent.PERSON) || complains || called || withdraws || interest.acceptsPerson();
    }

    /** What only documents can answer. */
    private List<String> questions() {
        Inquiry inquiry = new Inquiry(dialogue);
        List<String> asked = dialogue.heard.acts().stream()
                .filter(this::forDocuments)
                .map(inquiry::of)
                .toList();
        return Inquiry.distinct(asked).stream().limit(MOST_QUESTIONS).toList();
    }

    private boolean forDocuments(Act act) {
        if (dialogue.pointing().asksForFavourite() || dialogue.pointing().asksWhy(act, consultation)) {
            return false;
        }
        return switch (act.intent()) {
            case SHOW ->
                act.score() < SURELY_SHOWN
                        && asksForService(act)
                        && dialogue.pointing().asksAboutIt(act).isEmpty();
            case QUESTION ->
                !does(Tools.BOOK, Tools.CHANGE_VISIT, Tools.SLOTS)
                        && !aboutTheShown()
                        && dialogue.pointing().asksAboutIt(act).isEmpty()
                        && !dialogue.pointing().asksAboutAll(act)
                        && !does(Tools.QUOTE);
            case HAGGLE -> !does(Tools.QUOTE);
            case ORDER_STATUS -> !errands.offers(Tools.BOOKINGS);
            case PRICE -> !does(Tools.QUOTE) && (dialogue.table.shown.isEmpty() || asksForService(act));
            case COMPARE -> dialogue.pointing().comparesInGeneral();
            default -> false;
        };
    }

    /** "Was kostet eine Änderung?" is not the price of what was just shown. */
    private boolean asksForService(Act act) {
        return dialogue.concepts.find(Token.of(act.sentence()), dialogue.language, word -> true, word -> false).stream()
                .anyMatch(concept -> consultation.isDocumented(concept.value()));
    }

    /** "Knittert der zweite?" is answered by the second one's own facts. */
    private boolean aboutTheShown() {
        return dialogue.heard.pick().isPresent() && dialogue.table.chosen.isPresent();
    }

    private Map<String, Object> search() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (var kind : consultation.arguments().entrySet()) {
            put(arguments, kind.getValue(), dialogue.brief.wanted(kind.getKey()));
            if (consultation.excludes().contains(kind.getKey())) {
                put(arguments, "not_" + kind.getValue(), leftOut(kind.getKey()));
            }
        }
        seasonOfDate().ifPresent(seasons -> arguments.putIfAbsent("seasons", seasons));
        dialogue.brief
                .wanted()
                .forEach(id -> arguments.putAll(consultation.limits().getOrDefault(id, Map.of())));
        dialogue.brief
                .avoided()
                .forEach(id -> arguments.putAll(consultation.avoidedLimits().getOrDefault(id, Map.of())));
        dialogue.brief.budget().flatMap(Budget::max).ifPresent(max -> arguments.put("price_max", max));
        dialogue.brief.budget().flatMap(Budget::min).ifPresent(min -> arguments.put("price_min", min));
        dialogue.brief
                .when()
                .ifPresent(when -> arguments.put("needed_by", when.from().toString()));
        text().ifPresent(text -> arguments.put("text", text));
        if (dialogue.heard.does(Intent.CHEAPER)) {
            prices().min(Comparator.naturalOrder())
                    .map(low -> low.subtract(BigDecimal.ONE))
                    .map(low -> dialogue.brief
                            .budget()
                            .flatMap(Budget::max)
                            .map(low::min)
                            .orElse(low))
                    .ifPresent(low -> lower(arguments, low));
        }
        if (dialogue.heard.does(Intent.FINER)) {
            prices().max(Comparator.naturalOrder())
                    .ifPresent(high -> arguments.put("price_min", high.add(BigDecimal.ONE)));
        }
        arguments.put("limit", dialogue.wantsOthers() || sifts() ? 2 * SHOWN : SHOWN);
        return arguments;
    }

    /** Who finds it all too dark wants neither black nor charcoal. */
    private List<String> leftOut(String kind) {
        List<String> wanted = dialogue.brief.wanted(kind);
        List<String> avoided = new ArrayList<>(dialogue.brief.avoided(kind));
        Stream.concat(
                        dialogue.brief.avoided(kind).stream(),
                        wanted.stream()
                                .flatMap(id -> Stream.ofNullable(
                                        consultation.opposites().get(id))))
                .flatMap(id -> consultation.leavesOut().getOrDefault(id, List.of()).stream())
                .filter(id -> !wanted.contains(id))
                .forEach(avoided::add);
        return avoided;
    }

    /** What is worn in June is made for the summer, if nothing else was said. */
    private Optional<List<String>> seasonOfDate() {
        boolean said = dialogue.brief.knows("season")
                || dialogue.brief.isOpen("season")
                || !dialogue.brief.avoided("season").isEmpty();
        return !consultation.seasons() || said
                ? Optional.empty()
                : dialogue.brief
                        .when()
                        .filter(when -> when.grain() != When.Grain.YEAR)
                        .map(When::seasons);
    }

    /** Whether some of what is found must be left out again. */
    private boolean sifts() {
        return dialogue.brief.wanted().stream().anyMatch(consultation.without()::containsKey)
                || dialogue.brief.avoided().stream()
                        .map(Change::kind)
                        .anyMatch(kind -> consultation.arguments().containsKey(kind)
                                && !consultation.excludes().contains(kind));
    }

    private static void lower(Map<String, Object> arguments, BigDecimal low) {
        arguments.put("price_max", low);
        arguments.remove("price_min");
    }

    private Stream<BigDecimal> prices() {
        return dialogue.table.shown.stream().map(Offer::price).flatMap(Optional::stream);
    }

    /** Concepts that are no filter still order the result. */
    private Optional<String> text() {
        Stream<String> family = dialogue.wantsItOtherwise()
                ? dialogue.table.chosen.stream().map(offer -> offer.name().split(" ")[0])
                : Stream.empty();
        String text = String.join(
                " ",
                Stream.concat(
                                family,
                                dialogue.brief.wanted().stream()
                                        .filter(id -> !consultation.isLimit(id))
                                        .map(id -> dialogue.concepts.label(id, dialogue.language)))
                        .toList());
        return text.isBlank() ? Optional.empty() : Optional.of(text.substring(0, Math.min(200, text.length())));
    }

    private void put(Map<String, Object> arguments, String name, List<String> concepts) {
        List<String> values = concepts.stream()
                .filter(consultation::isLimit)
                .map(consultation::value)
                .distinct()
                .limit(6)
                .toList();
        if (!values.isEmpty()) {
            arguments.put(name, values);
        }
    }

    private Map<String, Object> lead() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Contact contact = dialogue.contact;
        contact.name().ifPresent(name -> arguments.put("name", name));
        contact.email().ifPresent(email -> arguments.put("email", email));
        contact.phone().ifPresent(phone -> arguments.put("phone", phone));
        contact.company().ifPresent(company -> arguments.put("company", company));
        dialogue.brief.wanted(consultation.first()).stream()
                .findFirst()
                .ifPresent(id -> arguments.put("occasion", consultation.value(id)));
        dialogue.brief
                .when()
                .ifPresent(when -> arguments.put("event_date", when.from().toString()));
        dialogue.brief.budget().flatMap(b -> b.max().or(b::min)).ifPresent(amount -> arguments.put("budget", amount));
        String notes = String.join(", ", notes());
        if (!notes.isBlank()) {
            arguments.put("notes", notes.substring(0, Math.min(600, notes.length())));
        }
        List<String> wish = dialogue.table
                .chosen
                .map(offer -> List.of(offer.sku()))
                .orElseGet(() -> dialogue.table.shown.stream()
                        .limit(SHOWN)
                        .map(Offer::sku)
                        .toList());
        if (!wish.isEmpty()) {
            arguments.put("wish", wish);
        }
        return arguments;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        dialogue.brief.wanted().forEach(id -> notes.add(dialogue.concepts.label(id, dialogue.language)));
        if (!dialogue.visit.isBlank()) {
            notes.add("„" + dialogue.visit + "“");
        }
        dialogue.brief.avoided().forEach(id -> notes.add("≠ " + dialogue.concepts.label(id, dialogue.language)));
        return notes;
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
            case Change.Supposed _, Change.Wanted _, Change.Avoided _, Change.Dropped _, Change.Open _ ->
                Optional.empty();
        };
    }

    private static ToolCall remember(String about, String value) {
        return new ToolCall(Tools.REMEMBER, Map.of("about", about, "value", value));
    }
}
