package app.henk.promises;

import java.util.List;

/** What came of a promise that the assistant wants to make. */
public sealed interface Promised {

    /** @param fresh false when the same was promised in this conversation before and is still open: the day stays */
    record Made(Promise promise, boolean fresh) implements Promised {}

    /** @param missing field names among name, email, phone, consent; ask for the first one */
    record Incomplete(List<String> missing) implements Promised {}
}
