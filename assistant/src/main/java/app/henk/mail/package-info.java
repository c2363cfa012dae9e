/** Mail that is decided in a transaction and sent after it: once, and only to those who agreed. */
@ApplicationModule(allowedDependencies = {"platform", "identity"})
@NullMarked
package app.henk.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
