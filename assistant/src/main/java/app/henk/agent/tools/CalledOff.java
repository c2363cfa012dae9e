package app.henk.agent.tools;

import java.util.UUID;

/** What a person calls off with a message, by their own words and buttons; what a model takes them to mean is no part of it. */
public sealed interface CalledOff {

    record Nothing() implements CalledOff {}

    /** The one that a question or a button of ours named. */
    record This(UUID appointment) implements CalledOff {}

    /** Said in words that name none: clear for whoever has one appointment and no other. */
    record Unnamed() implements CalledOff {}
}
