/** Measures Henk from outside: in a process of its own, over the network interface that everybody uses. */
@NullMarked
package app.henk.bench;

import org.jspecify.annotations.NullMarked;
