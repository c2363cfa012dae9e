package app.henk.customers;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Tenant;
import app.henk.platform.Wording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Says a fact in the reader's language. */
@Component
class FactWords {

    private static final Pattern MEASURE = Pattern.compile("\\d+\\.\\d+ (cm|kg)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z");
    private static final DateTimeFormatter DAYS = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT);
    private static final int KEY_BYTES = 6;

    private final Wording wording;

    FactWords(Wording wording) {
        this.wording = wording;
    }

    ProfileFact say(KnownFact fact, PersonalFacts source, Tenant tenant, String language) {
        return new ProfileFact(
                key(fact),
                fact.section(),
                label(fact, language),
                value(fact, tenant.zone(), language),
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

    private String value(KnownFact fact, ZoneId zone, String language) {
        String key = "customers.value." + fact.section() + "." + fact.topic();
        if (wording.has(key, language)) {
            return wording.say(key, language);
        }
        if (DAY.matcher(fact.value()).matches()) {
            return DAYS.withLocale(Locale.forLanguageTag(language)).format(LocalDate.parse(fact.value()));
        }
        if (INSTANT.matcher(fact.value()).matches()) {
            return TIMES.withLocale(Locale.forLanguageTag(language))
                    .format(Instant.parse(fact.value()).atZone(zone));
        }
        boolean comma = !language.equals("en") && MEASURE.matcher(fact.value()).matches();
        return comma ? fact.value().replace('.', ',') : fact.value();
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
