package app.henk.crm;

import java.util.List;

/** What came of looking for a name. */
public sealed interface Found {

    /** There is no doubt which one is meant. */
    record One(Match match) implements Found {}

    /** @param matches at least two that it could mean alike, the best first */
    record Several(List<Match> matches) implements Found {}

    /** @param nearest what is spelt alike, the best first; may be empty */
    record None(List<Match> nearest) implements Found {}
}
