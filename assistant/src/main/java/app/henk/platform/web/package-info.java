/** The HTTP edge: hardened input, problem documents, security headers, static files. */
@NullMarked
package app.henk.platform.web;

import org.jspecify.annotations.NullMarked;
