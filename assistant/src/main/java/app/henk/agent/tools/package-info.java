/** The verbs that a model may ask for: thin doors to the use cases, and the registry that guards them. */
@NullMarked
package app.henk.agent.tools;

import org.jspecify.annotations.NullMarked;
