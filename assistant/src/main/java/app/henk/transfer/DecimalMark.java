package app.henk.transfer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which sign parts the whole from the fraction; the other one may group thousands. */
enum DecimalMark {
    POINT('.', ','),
    COMMA(',', '.');

    // a currency before or behind, and the spaces and apostrophes that group thousands in France and Switzerland
    private static final Pattern CURRENCY = Pattern.compile("^(?:[A-Z]{3}|[€$£¥])\\s*|\\s*(?:[A-Z]{3}|[€$£¥]|Fr\\.)$");
    private static final Pattern GROUPING = Pattern.compile("(?<=\\d)[\\s\\u00a0\\u202f'’](?=\\d{3}(?!\\d))");
    private static final int LONGEST = 40;

    private final char mark;
    private final Pattern number;

    DecimalMark(char mark, char group) {
        this.mark = mark;
        String grouped = "\\d{1,3}(?:" + Pattern.quote(String.valueOf(group)) + "\\d{3})+";
        this.number =
                Pattern.compile("[+-]?(?:" + grouped + "|\\d+)(?:" + Pattern.quote(String.valueOf(mark)) + "\\d+)?");
    }

    /** Empty for what is not a number in this form. */
    Optional<BigDecimal> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        // as most are written
        if (!text.isEmpty() && text.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
            return Optional.of(new BigDecimal(text));
        }
        // a name or an address with a number in it: of small letters a number has the one of "Fr."
        if (text.chars().anyMatch(sign -> sign != 'r' && Character.isLowerCase(sign))) {
            return Optional.empty();
        }
        String bare =
                GROUPING.matcher(CURRENCY.matcher(text.strip()).replaceAll("")).replaceAll("");
        if (!number.matcher(bare).matches()) {
            return Optional.empty();
        }
        StringBuilder plain = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char sign = bare.charAt(i);
            if (sign == mark) {
                plain.append('.');
            } else if (sign != '.' && sign != ',') {
                plain.append(sign);
            }
        }
        return Optional.of(new BigDecimal(plain.toString()));
    }

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
