package app.henk.transfer;

import java.util.List;
import java.util.Optional;

/**
 * What one column of a file is taken for.
 *
 * @param index from 0
 * @param field empty: left out
 * @param confidence 0 to 1; 1 when a person said so
 * @param date how its dates are written, when it has dates
 * @param decimal how its numbers are written, when it has numbers
 * @param samples a few of its values
 */
record Column(
        int index,
        String header,
        Optional<Field> field,
        double confidence,
        Optional<DateForm> date,
        Optional<DecimalMark> decimal,
        List<String> samples) {

    boolean holdsDates() {
        return field.filter(known -> known.form() == Field.Form.DATE).isPresent();
    }

    boolean holdsNumbers() {
        return field.filter(known -> known.form() == Field.Form.MONEY || known.form() == Field.Form.WHOLE)
                .isPresent();
    }

    Column as(Optional<Field> chosen) {
        return new Column(index, header, chosen, 1, date, decimal, samples);
    }

    Column dated(DateForm form) {
        return new Column(index, header, field, confidence, Optional.of(form), decimal, samples);
    }

    Column marked(DecimalMark mark) {
        return new Column(index, header, field, confidence, date, Optional.of(mark), samples);
    }
}
