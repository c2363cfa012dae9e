package app.henk.crm;

import app.henk.crm.FormulaReport.Judged;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** What a formula says of leads whose end is known, and of those that are open. */
final class FormulaTrial {

    private final ScoringFormula formula;
    private final List<Lead> leads;
    private final LocalDate today;

    FormulaTrial(ScoringFormula formula, List<Lead> leads, LocalDate today) {
        this.formula = formula;
        this.leads = leads;
        this.today = today;
    }

    int points(Lead lead) {
        return formula.score(lead.facts(), today).total();
    }

    Judged judged(int good, int bad) {
        int[] open = leads.stream()
                .filter(lead -> !isDecided(lead))
                .mapToInt(this::points)
                .toArray();
        int[] won = ended("won");
        int[] lost = ended("lost");
        return new Judged(
                formula.version(),
                (int) Arrays.stream(open).filter(this::isKey).count(),
                (int) Math.round(Arrays.stream(open).average().orElse(0)),
                won.length + lost.length,
                share(count(won, true), count(lost, true)),
                share(count(won, false), count(lost, false)),
                ranking(won, lost),
                good,
                bad);
    }

    static boolean isDecided(Lead lead) {
        return lead.status().equals("won") || lead.status().equals("lost");
    }

    private int[] ended(String status) {
        return leads.stream()
                .filter(lead -> lead.status().equals(status))
                .mapToInt(this::points)
                .toArray();
    }

    private boolean isKey(int points) {
        return points >= formula.keyAccountFrom();
    }

    private long count(int[] points, boolean key) {
        return Arrays.stream(points).filter(p -> isKey(p) == key).count();
    }

    private static int share(long won, long lost) {
        return won + lost == 0 ? -1 : (int) Math.round(100.0 * won / (won + lost));
    }

    /** Counted by points, of which there are a hundred and one, and not by pairs of leads. */
    private static int ranking(int[] won, int[] lost) {
        if (won.length == 0 || lost.length == 0) {
            return -1;
        }
        int[] lostAt = new int[101];
        for (int points : lost) {
            lostAt[points]++;
        }
        double above = 0;
        for (int points : won) {
            for (int below = 0; below < points; below++) {
                above += lostAt[below];
            }
            above += lostAt[points] / 2.0;
        }
        return (int) Math.round(100 * above / ((double) won.length * lost.length));
    }
}
