/** The verbs of those who sell: thin doors to the use cases of sales, and the cards that show what came of them. */
@NullMarked
package app.henk.agent.tools.staff;

import org.jspecify.annotations.NullMarked;
