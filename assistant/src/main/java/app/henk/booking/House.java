package app.henk.booking;

import app.henk.identity.Tenant;
import app.henk.platform.Problem;
import java.util.List;

/** A tenant with its rules of booking. */
record House(Tenant tenant, BookingRules rules) {

    /** Fails with a problem that names the kinds there are. */
    AppointmentType type(String said) {
        return rules.type(said).orElseThrow(() -> unknownType(said));
    }

    /** Where an appointment of this type happens, as far as the house knows it. */
    String place(AppointmentType type) {
        return type.where() == AppointmentType.Where.HOUSE
                ? tenant.name() + ", " + tenant.contact().address()
                : "";
    }

    private Problem unknownType(String said) {
        List<String> known = rules.types().stream().map(AppointmentType::key).toList();
        String shown = said.length() <= 40 ? said : said.substring(0, 40) + "…";
        return Problem.badRequest(
                        "unknown-appointment-type",
                        "\"" + shown + "\" is no kind of appointment here. There are: " + String.join(", ", known)
                                + ".")
                .with("types", known);
    }
}
