/** Typed questions about sales and their figures: what a rep asks, a manager decides by, and a forecast rests on. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "crm"})
@NullMarked
package app.henk.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
