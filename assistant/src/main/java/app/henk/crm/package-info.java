/** Contacts, leads, deals, stages, activities and scores: the only place where they change. */
@ApplicationModule(allowedDependencies = {"platform", "identity"})
@NullMarked
package app.henk.crm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
