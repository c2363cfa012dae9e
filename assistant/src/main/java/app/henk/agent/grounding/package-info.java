/** Holds back what an answer claims until something that was looked up or said bears it out. */
@NullMarked
package app.henk.agent.grounding;

import org.jspecify.annotations.NullMarked;
