/** Products as structured facts, and the one search over them that REST and chat share. */
@ApplicationModule(allowedDependencies = {"platform", "identity"})
@NullMarked
package app.henk.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
