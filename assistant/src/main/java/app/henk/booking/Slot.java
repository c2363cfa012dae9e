package app.henk.booking;

import java.time.ZonedDateTime;

/** A time at which an appointment could be, on the clock of the house. */
public record Slot(ZonedDateTime start, ZonedDateTime end) {}
