package app.henk.customers;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Tenant;
import app.henk.platform.DayFormats;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Says a fact in the reader's language. */
@Component
class FactWords {

    private static final Pattern MONEY = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,2})?)(?: ([A-Z]{3}))?");
    private static final Pattern MEASURE = Pattern.compile("\\d+\\.\\d+ (cm|kg)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z");
    private static final int KEY_BYTES = 6;
    private static final String WORDS = "customers.word.";
    private static final List<String> LANGUAGES = List.of("de", "en", "fr");

    private final Wording wording;

    FactWords(Wording wording) {
        this.wording = wording;
    }

    ProfileFact say(KnownFact fact, PersonalFacts source, Tenant tenant, String language) {
        return new ProfileFact(
                key(fact),
                fact.section(),
                label(fact, language),
                value(fact, tenant, language),
                source(fact, language),
                fact.at().atZone(tenant.zone()).toLocalDate(),
                source.isCorrectable(fact.topic()),
                source.isForgettable(fact.topic()));
    }

    String title(String section, String language) {
        String key = "customers.group." + section;
        return wording.has(key, language) ? wording.say(key, language) : section;
    }

    /**
     * The same as long as the fact is there, and without meaning to anybody but its person: it is looked up among the
     * speaker's own facts only.
     */
    static String key(KnownFact fact) {
        String topic = fact.topic().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        byte[] hash = sha256(fact.section() + "|" + fact.ref());
        return (topic.length() > 30 ? topic.substring(0, 30) : topic) + "-"
                + HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    }

    private String label(KnownFact fact, String language) {
        for (String key : new String[] {
            "customers.topic." + fact.section() + "." + fact.topic(),
            "customers.measure." + fact.topic(),
            "customers.topic." + fact.topic()
        }) {
            if (wording.has(key, language)) {
                return wording.say(key, language);
            }
        }
        return fact.topic().replace('_', ' ');
    }

    private String value(KnownFact fact, Tenant tenant, String language) {
        String key = "customers.value." + fact.section() + "." + fact.topic();
        if (wording.has(key, language)) {
            return wording.say(key, language);
        }
        String word = word(fact.topic(), fact.value());
        if (wording.has(word, language)) {
            return wording.say(word, language);
        }
        return written(fact, tenant, language).orElseGet(() -> {
            boolean comma =
                    !language.equals("en") && MEASURE.matcher(fact.value()).matches();
            return comma ? fact.value().replace('.', ',') : fact.value();
        });
    }

    /** Empty for what only looks like a day or an amount: it is shown as it was told. */
    private static Optional<String> written(KnownFact fact, Tenant tenant, String language) {
        Locale locale = Locale.forLanguageTag(language);
        try {
            Matcher money = MONEY.matcher(fact.value());
            if (fact.topic().equals("budget") && money.matches()) {
                String code = Optional.ofNullable(money.group(2))
                        .orElseGet(() -> tenant.currency().getCode());
                return Optional.of(money(new BigDecimal(money.group(1)), Currency.getInstance(code), locale));
            }
            if (DAY.matcher(fact.value()).matches()) {
                return Optional.of(DayFormats.of(FormatStyle.LONG, locale).format(LocalDate.parse(fact.value())));
            }
            if (INSTANT.matcher(fact.value()).matches()) {
                return Optional.of(DayFormats.of(FormatStyle.LONG, FormatStyle.SHORT, locale)
                        .format(Instant.parse(fact.value()).atZone(tenant.zone())));
            }
            return Optional.empty();
        } catch (DateTimeException | IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }

    /** Fails with the problem {@code wrong-value} for a day that no calendar has, or money that nobody has. */
    static void requirePossible(String topic, String value) {
        try {
            if (topic.equals("event_date") && DAY.matcher(value).matches()) {
                LocalDate.parse(value);
            }
            Matcher money = MONEY.matcher(value);
            if (topic.equals("budget") && money.matches() && money.group(2) != null) {
                Currency.getInstance(money.group(2));
            }
        } catch (DateTimeException impossible) {
            throw Problem.badRequest("wrong-value", "There is no such day; one is written as 2027-06-12.");
        } catch (IllegalArgumentException impossible) {
            throw Problem.badRequest("wrong-value", "There is no such currency; an amount is written as 2500 EUR.");
        }
    }

    private static String money(BigDecimal amount, Currency currency, Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(amount.stripTrailingZeros().scale() > 0 ? 2 : 0);
        return format.format(amount);
    }

    /** What a person writes for one of the words that are kept in a language of their own: "Hochzeit" is a wedding. */
    String kept(String topic, String written) {
        String said = written.strip().toLowerCase(Locale.ROOT);
        String prefix = WORDS + topic + ".";
        return LANGUAGES.stream()
                .flatMap(language -> wording.keys(language).stream()
                        .filter(key -> key.startsWith(prefix)
                                && wording.say(key, language)
                                        .toLowerCase(Locale.ROOT)
                                        .equals(said)))
                .map(key -> key.substring(prefix.length()))
                .findFirst()
                .orElse(written);
    }

    private static String word(String topic, String value) {
        return WORDS + topic + "." + value;
    }

    private String source(KnownFact fact, String language) {
        String own = "customers.source." + fact.section();
        if (wording.has(own, language)) {
            return wording.say(own, language);
        }
        return wording.say(
                fact.conversation().isPresent() ? "customers.source.talk" : "customers.source.profile", language);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
