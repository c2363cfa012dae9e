package app.henk.agent.tools;

import app.henk.booking.Appointment;
import app.henk.booking.AppointmentType;
import app.henk.booking.Booking;
import app.henk.booking.BookingWords;
import app.henk.crm.LeadCaptured.FieldError;
import app.henk.platform.Wording;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What came of booking and moving, for the model and for the person. */
@Component
class BookingResults {

    private static final String ASK = "Nothing is booked yet. Ask for the first of these in one friendly sentence."
            + " Consent is asked for word by word by the program after your answer: do not word it yourself.";

    private static final String NOT_CANCELLED =
            "Nothing is cancelled yet: the person has not said so. The program asks after your answer; do not word it yourself.";

    private final AppointmentCards cards;
    private final ContactForm form;
    private final BookingWords words;
    private final Wording wording;

    BookingResults(AppointmentCards cards, ContactForm form, BookingWords words, Wording wording) {
        this.cards = cards;
        this.form = form;
        this.words = words;
        this.wording = wording;
    }

    /** @param done the status of what was wanted: booked, moved */
    ToolResult of(Booking booking, String done, Arguments arguments, ToolContext context) {
        return switch (booking) {
            case Booking.Booked booked ->
                appointment(done, booked.appointment(), booked.type(), booked.place(), context);
            case Booking.Refused refused -> refused(refused, context);
            case Booking.Incomplete incomplete -> incomplete(incomplete.missing(), arguments, context);
            case Booking.Invalid invalid -> invalid(invalid.errors(), arguments, context);
        };
    }

    ToolResult appointment(
            String status, Appointment appointment, AppointmentType type, String place, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", status);
        data.putAll(facts(appointment, type, place, context));
        return ToolResult.done(data)
                .with(List.of(cards.appointment(
                        appointment, type, place, context.tenant().zone(), context.language())));
    }

    /** Whether it shall be called off, in words and as a card. */
    ToolResult asked(Appointment appointment, AppointmentType type, String place, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", "asked");
        data.putAll(facts(appointment, type, place, context));
        data.put("note", NOT_CANCELLED);
        LocalDateTime at = appointment.start(context.tenant().zone()).toLocalDateTime();
        return ToolResult.done(data)
                .with(List.of(cards.cancelling(type, at, context.language())))
                .closingWith(cards.mayCancel(type, at, context.language()));
    }

    Map<String, Object> facts(Appointment appointment, AppointmentType type, String place, ToolContext context) {
        LocalDateTime at = appointment.start(context.tenant().zone()).toLocalDateTime();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("appointment", appointment.id().toString());
        facts.put("type", type.key());
        facts.put("name", type.name(context.language()));
        facts.put("at", at.toString());
        facts.put("say", words.time(at, context.language()));
        facts.put("minutes", type.minutes());
        if (!place.isEmpty()) {
            facts.put("place", place);
        }
        return facts;
    }

    private ToolResult refused(Booking.Refused refused, ToolContext context) {
        String language = context.language();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", "refused");
        data.put("reason", refused.why().reason().key());
        data.put("say", words.refusal(refused.why(), refused.wanted(), refused.type(), context.tenant(), language));
        data.put("type", refused.type().key());
        data.put("name", refused.type().name(language));
        data.put(
                "nearest",
                refused.nearest().stream()
                        .map(slot -> slot.start().toLocalDateTime())
                        .map(at -> Map.of("at", at.toString(), "say", words.time(at, language)))
                        .toList());
        ToolResult result = ToolResult.done(data);
        return refused.nearest().isEmpty()
                ? result
                : result.with(List.of(cards.slots(refused.type(), refused.nearest(), language)));
    }

    private ToolResult incomplete(List<String> missing, Arguments arguments, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", "incomplete");
        data.put("missing", missing);
        data.put("note", ASK);
        ToolResult asked = ToolResult.done(data).with(List.of(contact(arguments, context)));
        // only when it is all that is missing: then a plain yes can mean nothing else
        return missing.equals(List.of("consent")) ? asked.closingWith(form.consentQuestion(context)) : asked;
    }

    private ToolResult invalid(List<FieldError> errors, Arguments arguments, ToolContext context) {
        List<Map<String, String>> said = errors.stream()
                .map(error -> Map.of(
                        "field", error.field(),
                        "reason", error.reason(),
                        "say", wording.say("crm.wrong." + error.reason(), context.language())))
                .toList();
        return ToolResult.done(Map.of("status", "invalid", "errors", said)).with(List.of(contact(arguments, context)));
    }

    private app.henk.agent.Card contact(Arguments arguments, ToolContext context) {
        return form.card(
                CaptureLead.own(context, arguments, "name"),
                CaptureLead.own(context, arguments, "email"),
                CaptureLead.own(context, arguments, "phone"),
                context);
    }
}
