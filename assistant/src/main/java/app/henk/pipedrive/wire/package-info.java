/** Pipedrive's HTTP: requests, answers, refusals, limits. Knows nothing of what is synchronised. */
@NullMarked
package app.henk.pipedrive.wire;

import org.jspecify.annotations.NullMarked;
