package app.henk.agent;

import app.henk.agent.tools.OpeningHours;
import app.henk.booking.Doors;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Calls a person of the house into a conversation, and says when somebody is there. */
@Service
public class HandoffRequests {

    private final ConversationDesk desk;
    private final Doors doors;
    private final OpeningHours hours;
    private final Wording wording;

    HandoffRequests(ConversationDesk desk, Doors doors, OpeningHours hours, Wording wording) {
        this.desk = desk;
        this.doors = doors;
        this.hours = hours;
        this.wording = wording;
    }

    /**
     * @param reason for staff, in a sentence
     * @param language of the visitor: de, en or fr
     */
    public record Request(
            UUID conversation, ConversationDesk.Cause cause, String reason, String language, ZonedDateTime now) {}

    /**
     * @param hours when somebody is there, in words
     * @param promise when somebody will write; empty while the house is open: then nobody can say it to the minute
     */
    public record Called(String hours, Optional<String> promise) {

        public boolean isOpen() {
            return promise.isEmpty();
        }
    }

    /** Staff are told at once, open or not. Harmless to repeat. */
    public Mono<Called> call(Principal principal, Tenant tenant, Request request) {
        String language = request.language();
        return desk.requestPerson(principal, request.conversation(), request.cause(), request.reason())
                .then(doors.opens(tenant, request.now()))
                .map(next -> new Called(
                        hours.say(tenant, language),
                        next.filter(at -> !at.isAfter(request.now())).isPresent()
                                ? Optional.empty()
                                : Optional.of(promise(next, language))));
    }

    /** Counted from the opening hours and holidays, never worded by a model. */
    private String promise(Optional<ZonedDateTime> opens, String language) {
        Locale locale = Locale.of(language);
        return opens.map(next -> wording.say(
                        "handoff.closed.until", language, Map.of("day", day(next, locale), "time", time(next, locale))))
                .orElseGet(() -> wording.say("handoff.closed.without_hours", language));
    }

    private static String day(ZonedDateTime when, Locale locale) {
        String pattern = locale.getLanguage().equals("de") ? "EEEE, d. MMMM" : "EEEE d MMMM";
        return DayFormats.of(pattern, locale).format(when);
    }

    private static String time(ZonedDateTime when, Locale locale) {
        String pattern = locale.getLanguage().equals("fr") ? "H 'h' mm" : "H:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).format(when);
    }
}
