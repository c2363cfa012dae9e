package app.henk.agent.tools;

import java.util.Optional;
import java.util.UUID;

/** The button of an appointment's card that calls it off: it names the appointment, so that it calls off no other. */
public final class AppointmentButtons {

    private static final String CANCEL = "cancel";

    private AppointmentButtons() {}

    static String cancel(UUID appointment) {
        return CANCEL + ":" + appointment;
    }

    /** What the button of this id calls off; empty when it is none. Cards of old name no appointment. */
    public static Optional<CalledOff> cancelled(String button) {
        if (button.equals(CANCEL)) {
            return Optional.of(new CalledOff.Unnamed());
        }
        if (!button.startsWith(CANCEL + ":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CalledOff.This(UUID.fromString(button.substring(CANCEL.length() + 1))));
        } catch (IllegalArgumentException noAppointment) {
            return Optional.empty();
        }
    }
}
