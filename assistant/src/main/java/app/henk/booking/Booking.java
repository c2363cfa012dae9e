package app.henk.booking;

import app.henk.crm.LeadCaptured.FieldError;
import java.time.LocalDateTime;
import java.util.List;

/** What came of wanting an appointment. */
public sealed interface Booking {

    /**
     * @param place where, empty when the house does not know
     * @param fresh false when it was so before
     */
    record Booked(Appointment appointment, AppointmentType type, String place, boolean fresh) implements Booking {}

    /** @param nearest the free times that are closest to the wanted one */
    record Refused(Refusal why, LocalDateTime wanted, AppointmentType type, List<Slot> nearest) implements Booking {}

    /** @param missing field names among name, contact, consent; ask for the first one */
    record Incomplete(List<String> missing) implements Booking {}

    /** @param errors one for each field that cannot be right, with a key of wording such as {@code email.invalid} */
    record Invalid(List<FieldError> errors) implements Booking {}
}
