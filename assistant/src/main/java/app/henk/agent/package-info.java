/** One turn of the assistant: understand, ask model and tools, ground what is said, say it. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "identity",
            "catalog",
            "knowledge",
            "crm",
            "insights",
            "transfer",
            "pipedrive",
            "customers",
            "booking",
            "promises",
            "groups"
        })
@NullMarked
package app.henk.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
