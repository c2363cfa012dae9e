package app.henk.agent.tools;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** Money and numbers as a reader of the language writes them: 1.290 €, €1,290, 1 290 €. */
public final class Amounts {

    private Amounts() {}

    public static String say(Money money, String language) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale(language));
        format.setCurrency(Currency.getInstance(money.getCurrencyUnit().getCode()));
        boolean whole = money.getAmount().stripTrailingZeros().scale() <= 0;
        int digits = whole ? 0 : money.getCurrencyUnit().getDecimalPlaces();
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(money.getAmount());
    }

    /** A bare number: 5,5 or 1.750 in German. */
    public static String number(double value, String language) {
        return NumberFormat.getNumberInstance(locale(language)).format(value);
    }

    /** The values of a sentence, numbers among them written for its reader: bounds run to 1.000.000.000. */
    public static Map<String, Object> written(Map<String, ?> values, String language) {
        NumberFormat format = NumberFormat.getNumberInstance(locale(language));
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> one.getValue() instanceof Number number ? format.format(number) : one.getValue()));
    }

    public static Locale locale(String language) {
        return switch (language) {
            case "de" -> Locale.GERMANY;
            case "fr" -> Locale.FRANCE;
            default -> Locale.UK;
        };
    }
}
