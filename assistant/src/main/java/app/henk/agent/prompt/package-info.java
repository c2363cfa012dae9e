/** What a model reads: files under prompts/model, composed for a tenant and a speaker. */
@NullMarked
package app.henk.agent.prompt;

import org.jspecify.annotations.NullMarked;
