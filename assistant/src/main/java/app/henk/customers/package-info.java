/** What a tenant knows about a person, shown to that person: profile, facts, measurements, export, erasure. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "mail"})
@NullMarked
package app.henk.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
