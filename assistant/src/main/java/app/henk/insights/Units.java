package app.henk.insights;

/** In what a field or a measure is counted. */
final class Units {

    private Units() {}

    static Answer.Unit of(Field field) {
        return switch (field.type()) {
            case TEXT, CHOICE, PERSON -> Answer.Unit.TEXT;
            case DATE -> Answer.Unit.DATE;
            case FLAG -> Answer.Unit.FLAG;
            case MONEY -> Answer.Unit.MONEY;
            case NUMBER ->
                switch (field.key()) {
                    case "probability" -> Answer.Unit.PERCENT;
                    case "no_contact_days", "days_in_stage", "age_days", "cycle_days" -> Answer.Unit.DAYS;
                    case "hours_to_contact" -> Answer.Unit.HOURS;
                    default -> Answer.Unit.NUMBER;
                };
        };
    }

    static Answer.Unit of(Measure measure) {
        return switch (measure.kind()) {
            case COUNT, DISTINCT -> Answer.Unit.COUNT;
            case SUM, AVG, MEDIAN, MIN, MAX -> measure.field().map(Units::of).orElse(Answer.Unit.NUMBER);
            case WEIGHTED, REVENUE, BASKET -> Answer.Unit.MONEY;
            case CONVERSION, WIN_RATE -> Answer.Unit.PERCENT;
            case DAYS_IN_STAGE, CYCLE_TIME -> Answer.Unit.DAYS;
        };
    }

    static Answer.Unit of(Group group) {
        return group.bucket().isPresent() ? Answer.Unit.TEXT : of(group.field());
    }
}
