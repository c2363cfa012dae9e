package app.henk.insights;

/** The parts of a query's text form, each without its keyword; a blank one is not there. */
public record QuerySections(
        String entity, String where, String by, String measure, String compare, String order, String limit) {}
