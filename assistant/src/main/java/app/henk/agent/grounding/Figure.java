package app.henk.agent.grounding;

/**
 * A number in a text, with what it counts. Values are in ten-thousandths, so that they compare without objects.
 *
 * @param end index behind the number and its unit
 * @param value in the measure's smallest unit (days, grams, millimetres, minutes); of a date year·10000+month·100+day
 *     with zeros for what was not said
 * @param other a second reading of the same digits ("1.290" is 1290 or 1.29), or the value again
 * @param plain the number as it stands, before its unit scaled it
 */
record Figure(int end, Measure measure, long value, long other, long plain) {

    static final long ONE = 10_000;

    enum Measure {
        /** Not said what it counts. */
        NUMBER,
        MONEY,
        PERCENT,
        DAYS,
        WEIGHT,
        LENGTH,
        TIME,
        DATE;

        int bit() {
            return 1 << ordinal();
        }
    }
}
