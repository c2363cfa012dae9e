package app.henk.booking;

import app.henk.crm.ToldPerson;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A wish for an appointment.
 *
 * @param type as it was said: a key or a name
 * @param at on the clock of the house
 * @param person who comes, unless it is a contact that staff name
 * @param contact for whom staff book
 * @param conversation in which it was wished
 * @param key the same key of the same person again is the same wish
 */
public record BookingRequest(
        String type,
        LocalDateTime at,
        ToldPerson person,
        Optional<UUID> contact,
        Optional<UUID> conversation,
        String key) {}
