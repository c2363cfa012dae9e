package app.henk.crm;

import java.util.List;
import java.util.Map;

/**
 * A lead's score, 0 to 100, and how it came to be.
 *
 * @param formula the version of the formula
 */
public record Score(int total, boolean keyAccount, String formula, List<Line> lines) {

    /**
     * @param label by language
     * @param missing whether the fact was not known; then the points are 0
     */
    public record Line(String criterion, Map<String, String> label, int points, int max, boolean missing) {}

    /** Criteria that could not be judged, by key. */
    public List<String> missing() {
        return lines.stream().filter(Line::missing).map(Line::criterion).toList();
    }
}
