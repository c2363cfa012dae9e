package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.Optional;

/** What puts the lines of a question in order, while it is being read. */
final class Rank {

    Optional<String> direction = Optional.empty();
    boolean newest;
    /** Who is the best has sold the most. */
    boolean best;
    /** By how good, not by how much. */
    boolean judged;
    /** The noun for deals that an adjective of size stands before. */
    Optional<Hit> sized = Optional.empty();
    /** The field that the records are put in order by, where that is said. */
    Optional<String> ranked = Optional.empty();
    /** The figure that the lines are sorted by, where that is said. */
    Optional<String> sortedBy = Optional.empty();

    boolean one;
    boolean allLines;
    /** What sells the most often is counted. */
    boolean counted;

    boolean byRevenue;
    /** "Top 4" of whom, where nothing says so. */
    boolean top;
    /** "Die meisten" are of something for each of something. */
    boolean many;

    boolean isSaid() {
        return direction.isPresent();
    }
}
