/** Promises that were made to somebody: by which day, warned of before they break, counted when kept or broken. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "crm", "booking", "mail"})
@NullMarked
package app.henk.promises;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
