/** Pipedrive and Henk agree: what changes on one side appears on the other, once, whatever breaks in between. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "crm"})
@NullMarked
package app.henk.pipedrive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
