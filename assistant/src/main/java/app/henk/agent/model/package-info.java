/** The language model: one streaming call, the chain of models behind it, and the only code that knows Gemini's wire. */
@NullMarked
package app.henk.agent.model;

import org.jspecify.annotations.NullMarked;
