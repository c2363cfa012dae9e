/** Work that nobody asks for in a request, done by one instance at a time. */
@NullMarked
package app.henk.platform.jobs;

import org.jspecify.annotations.NullMarked;
