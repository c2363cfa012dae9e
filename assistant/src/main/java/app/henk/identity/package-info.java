/** Tenants, users, roles, sessions' owners, tokens, consent and audit: who speaks, and what that person may do. */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package app.henk.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
