package app.henk.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one spelling that accounts are compared in: Unicode form C, lower case, the domain readable
 * (not punycode). Provider rules such as ignored dots are not applied: they differ and change.
 */
public record Email(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL = Pattern.compile("[^\\s\\p{Cntrl}\\p{Cf}@\"(),:;<>\\[\\]\\\\]+");

    /** Empty for what cannot be an address. */
    public static Optional<Email> of(String text) {
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        int at = plain.lastIndexOf('@');
        if (plain.length() > LONGEST || at < 1 || at > LONGEST_LOCAL) {
            return Optional.empty();
        }
        String local = plain.substring(0, at);
        if (!LOCAL.matcher(local).matches() || local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return Optional.empty();
        }
        return domain(plain.substring(at + 1)).map(domain -> new Email(local + "@" + domain));
    }

    private static Optional<String> domain(String text) {
        try {
            String ascii = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean whole = ascii.contains(".") && !ascii.startsWith(".") && !ascii.endsWith(".");
            return whole ? Optional.of(IDN.toUnicode(ascii)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
