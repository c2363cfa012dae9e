/** Conversations, messages and runs: who speaks, what was said, and how it reaches every kind of client. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "crm", "agent", "customers", "groups", "mail"})
@NullMarked
package app.henk.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
