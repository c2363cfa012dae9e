package app.henk.knowledge;

import java.util.Collection;

/**
 * How much a question resembles known ones.
 *
 * @param best the cosine of the one that is most alike
 * @param three the mean of the three best: one that is alike by chance counts less than three
 */
record Likeness(double best, double three) {

    static final Likeness NONE = new Likeness(0, 0);

    private static final int BEST = 3;

    static Likeness of(Collection<Double> cosines) {
        double[] alike =
                cosines.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double sum = 0;
        for (int i = Math.max(0, alike.length - BEST); i < alike.length; i++) {
            sum += alike[i];
        }
        return alike.length == 0 ? NONE : new Likeness(alike[alike.length - 1], sum / BEST);
    }
}
