/** Wedding parties and teams: one link, each person in a conversation of their own, one deal for all. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "crm", "customers", "mail", "promises"})
@NullMarked
package app.henk.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
