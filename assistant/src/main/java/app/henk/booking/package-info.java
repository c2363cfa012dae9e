/** Appointments and orders: when there is time, who has booked it, how far a piece is and when it is promised. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "crm", "mail"})
@NullMarked
package app.henk.booking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
