/** Documents become passages with embeddings; a question finds the passages that answer it, or nothing. */
@ApplicationModule(allowedDependencies = {"platform", "identity", "catalog", "crm", "mail"})
@NullMarked
package app.henk.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
