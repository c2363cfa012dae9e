package app.henk.insights;

/** @param by a field of the records, or a group or measure where the answer has those */
public record Order(Term by, boolean descending) {

    public String text() {
        return by.text() + (descending ? " desc" : " asc");
    }
}
