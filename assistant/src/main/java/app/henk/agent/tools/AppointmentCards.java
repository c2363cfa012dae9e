package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.booking.Appointment;
import app.henk.booking.AppointmentType;
import app.henk.booking.BookingWords;
import app.henk.booking.Order;
import app.henk.booking.Orders.StepName;
import app.henk.booking.Slot;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Free times to choose from, an appointment and an order as cards. */
@Component
class AppointmentCards {

    private final BookingWords words;
    private final Wording wording;

    AppointmentCards(BookingWords words, Wording wording) {
        this.words = words;
        this.wording = wording;
    }

    /** Choosing one says it in the talk. */
    Card slots(AppointmentType type, List<Slot> slots, String language) {
        List<Map<String, String>> options = slots.stream()
                .map(slot -> slot.start().toLocalDateTime())
                .map(at -> Map.of(
                        "label", words.brief(at, language),
                        "value",
                                wording.say(
                                        "booking.choose",
                                        language,
                                        Map.of("type", type.name(language), "at", words.time(at, language)))))
                .toList();
        return replies(wording.say("booking.slots", language, Map.of("type", type.name(language))), options);
    }

    /** What there is to choose from when the person has not said what for. */
    Card types(List<AppointmentType> types, String language) {
        List<Map<String, String>> options = types.stream()
                .map(type -> Map.of("label", type.name(language), "value", type.name(language)))
                .toList();
        return replies(wording.say("booking.types", language), options);
    }

    Card appointment(Appointment appointment, AppointmentType type, String place, ZoneId zone, String language) {
        LocalDateTime at = appointment.start(zone).toLocalDateTime();
        String when = words.time(at, language);
        String name = type.name(language);
        boolean booked = appointment.status() == Appointment.Status.BOOKED;
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", name);
        content.put("fallback", name + ": " + when + (place.isEmpty() ? "" : ", " + place));
        content.put("when", when);
        content.put("place", place);
        content.put("state", wording.say("booking.state." + (booked ? "booked" : "cancelled"), language));
        content.put(
                "fields",
                List.of(
                        field("name", appointment.name(), language),
                        field(
                                "minutes",
                                wording.say("booking.minutes", language, Map.of("minutes", type.minutes())),
                                language)));
        if (booked) {
            content.put(
                    "calendar",
                    Map.of(
                            "label", wording.say("booking.calendar.add", language),
                            "url", appointment.calendarLink()));
            Map<String, String> cancel = action("cancel", name, language);
            cancel.put("id", AppointmentButtons.cancel(appointment.id()));
            cancel.put("confirm", mayCancel(type, at, language));
            content.put("actions", List.of(action("move", name, language), cancel));
        }
        return new Card(Ids.next().toString(), "appointment", content);
    }

    /** The question whether it shall be called off; a yes is what does it. */
    Card cancelling(AppointmentType type, LocalDateTime at, String language) {
        String keep = wording.say("booking.action.cancel.keep", language);
        return replies(
                mayCancel(type, at, language),
                List.of(
                        Map.of(
                                "label", wording.say("booking.action.cancel.label", language),
                                "value", wording.say("booking.action.cancel.yes", language)),
                        Map.of("label", keep, "value", keep)));
    }

    String mayCancel(AppointmentType type, LocalDateTime at, String language) {
        return wording.say(
                "booking.action.cancel.confirm",
                language,
                Map.of("type", type.name(language), "at", words.time(at, language)));
    }

    Card order(Order order, List<StepName> steps, String language) {
        int here = steps.stream().map(StepName::key).toList().indexOf(order.step());
        boolean over = here == steps.size() - 1;
        String promised = words.day(order.promised(), language);
        String step = here < 0 ? order.step() : steps.get(here).name();
        List<Map<String, String>> fields = new ArrayList<>();
        if (!over) {
            fields.add(field("promised", promised, language));
            order.delayed().ifPresent(before -> fields.add(field("before", words.day(before, language), language)));
        }
        fields.add(field("number", order.number(), language));
        order.lines().forEach(line -> fields.add(Map.of("label", line.name(), "value", price(order, line, language))));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", order.title());
        content.put("fallback", order.title() + " (" + order.number() + "): " + step + (over ? "" : ", " + promised));
        content.put("fields", fields);
        content.put(
                "steps",
                steps.stream()
                        .map(one -> Map.of("label", one.name(), "state", state(steps.indexOf(one), here)))
                        .toList());
        return new Card(Ids.next().toString(), "order", content);
    }

    private static String state(int step, int here) {
        return step < here ? "done" : step == here ? "here" : "ahead";
    }

    private static String price(Order order, Order.Line line, String language) {
        String amount = Amounts.say(
                org.joda.money.Money.of(org.joda.money.CurrencyUnit.of(order.currency()), line.price()), language);
        return line.options().isEmpty() ? amount : amount + " (" + String.join(", ", line.options()) + ")";
    }

    private Map<String, String> action(String id, String type, String language) {
        Map<String, String> action = new LinkedHashMap<>();
        action.put("id", id);
        action.put("label", wording.say("booking.action." + id + ".label", language));
        action.put("say", wording.say("booking.action." + id + ".say", language, Map.of("type", type)));
        return action;
    }

    private Map<String, String> field(String name, String value, String language) {
        return Map.of("label", wording.say("booking.label." + name, language), "value", value);
    }

    private static Card replies(String title, List<Map<String, String>> options) {
        String spoken = options.stream().map(option -> option.get("label")).collect(Collectors.joining(" · "));
        return new Card(
                Ids.next().toString(),
                "quick_replies",
                Map.of("v", 1, "title", title, "fallback", spoken, "options", options));
    }
}
