package app.henk.agent.offline;

import app.henk.agent.tools.OpeningHours;
import app.henk.identity.Tenant;
import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;

/** Amounts, dates and facts as people of a language write them. */
final class Show {

    /** Kinds of concept of which there is more or less. */
    private static final Set<String> DEGREES = Set.of("weight", "style", "fit", "handle", "dresscode");

    private final Wording wording;
    private final String language;
    private final CurrencyUnit currency;
    private final Concepts concepts;

    Show(Wording wording, String language, CurrencyUnit currency, Concepts concepts) {
        this.wording = wording;
        this.language = language;
        this.currency = currency;
        this.concepts = concepts;
    }

    String money(BigDecimal amount) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale());
        format.setCurrency(Currency.getInstance(currency.getCode()));
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        format.setMinimumFractionDigits(whole ? 0 : 2);
        format.setMaximumFractionDigits(whole ? 0 : 2);
        return format.format(amount);
    }

    String budget(Budget budget) {
        String form = budget.min().isEmpty() ? "to" : budget.max().isEmpty() ? "from" : "between";
        return wording.say(
                "offline.show.budget." + form,
                language,
                Map.of(
                        "min", budget.min().map(this::money).orElse(""),
                        "max", budget.max().map(this::money).orElse("")));
    }

    private String weight(Change.Weighing weight) {
        String form = weight.least().isEmpty() ? "to" : weight.most().isEmpty() ? "from" : "between";
        return wording.say(
                "offline.show.weight." + form,
                language,
                Map.of(
                        "min", weight.least().orElse(0),
                        "max", weight.most().orElse(0),
                        "about", weight.named()));
    }

    String day(LocalDate day) {
        return format(day, wording.say("offline.show.day", language));
    }

    /**
     * "am Freitag, 4. Dezember 2026, um 10:00 oder 10:30 Uhr"
     *
     * @param times of one day, at least one
     */
    String times(List<LocalDateTime> times) {
        DateTimeFormatter clock = DateTimeFormatter.ofPattern(wording.say("offline.show.clock", language), locale());
        List<String> clocks = times.stream().map(clock::format).toList();
        String last = clocks.getLast();
        String said = clocks.size() == 1
                ? last
                : wording.say(
                        "offline.show.or",
                        language,
                        Map.of("some", String.join(", ", clocks.subList(0, clocks.size() - 1)), "last", last));
        String day = format(times.getFirst().toLocalDate(), wording.say("offline.show.weekday", language));
        return wording.say("offline.show.times", language, Map.of("day", day, "clocks", said));
    }

    String hours(Tenant tenant) {
        return new OpeningHours(wording).say(tenant, language);
    }

    String say(String key) {
        return wording.say("offline." + key, language);
    }

    private String format(LocalDate day, String pattern) {
        return day.format(DayFormats.of(pattern, locale()));
    }

    private Locale locale() {
        return switch (language) {
            case "de" -> Locale.GERMANY;
            case "fr" -> Locale.FRANCE;
            default -> Locale.UK;
        };
    }

    String concept(String id) {
        String label = concepts.label(id, language);
        // in a list by itself a German word is a noun
        return language.equals("de") ? label.substring(0, 1).toUpperCase(locale()) + label.substring(1) : label;
    }

    /** How a limit of the search is called. */
    String slot(String limit) {
        String key = "offline.slot." + limit;
        return wording.has(key, language) ? wording.say(key, language) : limit;
    }

    String unit(String unit) {
        String key = "offline.unit." + unit;
        return wording.has(key, language) ? wording.say(key, language) : unit;
    }

    boolean has(String key, String trade) {
        return wording.has("offline." + trade + "." + key, language) || wording.has("offline." + key, language);
    }

    String say(String key, String trade, Map<String, ?> values) {
        String own = "offline." + trade + "." + key;
        return wording.say(wording.has(own, language) ? own : "offline." + key, language, Speech.filled(values));
    }

    /** "ohne Blau", "nicht zu schwer". */
    private String avoided(String id) {
        return DEGREES.contains(Change.kind(id))
                ? wording.say("offline.show.not_too", language, Map.of("what", concepts.label(id, language)))
                : wording.say("offline.show.without", language, Map.of("what", concept(id)));
    }

    /** "Hochzeit · Juni 2027 · Marine · bis 2.000 €". */
    String brief(Brief brief) {
        List<String> facts =
                new ArrayList<>(brief.wanted().stream().map(this::concept).toList());
        facts.addAll(brief.avoided().stream().map(this::avoided).toList());
        brief.weight().map(this::weight).ifPresent(facts::add);
        if (!brief.whenWords().isEmpty()) {
            // the person's own words: what we reckon from them is no fact until somebody confirms it
            facts.add(brief.whenWords());
        }
        brief.budget()
                .ifPresent(budget -> facts.add(brief.budgetWords().isEmpty() ? budget(budget) : brief.budgetWords()));
        return facts.stream().distinct().collect(Collectors.joining(", "));
    }
}
