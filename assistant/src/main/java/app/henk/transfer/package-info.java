/** Files in and out: records from a file that somebody else's program wrote, and results as files to take along. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "crm", "insights"})
@NullMarked
package app.henk.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
