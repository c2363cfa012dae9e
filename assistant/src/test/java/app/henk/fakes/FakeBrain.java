package app.henk.fakes;

import tools.jackson.databind.JsonNode;

/** Decides what the fake says when no script does. */
@FunctionalInterface
public interface FakeBrain {

    FakeReply answer(JsonNode request);
}
