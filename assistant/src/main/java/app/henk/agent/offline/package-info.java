/** The model of our own that answers when no other can: it understands, decides and words, all by data and rules. */
@NullMarked
package app.henk.agent.offline;

import org.jspecify.annotations.NullMarked;
