/** The part of the engine that works for colleagues: what they say becomes calls of tools, what those give becomes words. */
@NullMarked
package app.henk.agent.offline.staff;

import org.jspecify.annotations.NullMarked;
