/** How Henk starts: its settings and what is said when one is wrong, what it prints when it is ready. */
@NullMarked
package app.henk.platform.start;

import org.jspecify.annotations.NullMarked;
