package app.henk.insights;

import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How queries, values and figures are said in a language. */
final class Labels {

    private static final String NO_VALUE = "–";

    private final Wording wording;
    private final String language;
    private final Locale locale;
    private final String currency;
    private final Known known;
    private final Optional<TenantCalendar> calendar;

    /** For what is said outside of an answer: relative days stay without their dates. */
    Labels(Wording wording, String language, String currency, Known known) {
        this(wording, language, currency, known, Optional.empty());
    }

    Labels(Wording wording, String language, String currency, Known known, Optional<TenantCalendar> calendar) {
        this.calendar = calendar;
        this.wording = wording;
        this.language = language;
        this.locale = Locale.forLanguageTag(language);
        this.currency = currency;
        this.known = known;
    }

    String say(String key, Map<String, ?> values) {
        return wording.say("insights." + key, language, values);
    }

    String field(Field field) {
        String own = "field." + field.entity().key() + "." + field.key();
        return wording.has("insights." + own, language) ? say(own, Map.of()) : say("field." + field.key(), Map.of());
    }

    String term(Term term) {
        return switch (term) {
            case Field field -> field(field);
            case Group group ->
                group.bucket()
                        .map(bucket -> say("bucket." + bucket.key(), Map.of("field", field(group.field()))))
                        .orElseGet(() -> field(group.field()));
            case Measure measure ->
                say(
                        "measure." + measure.kind().key(),
                        Map.of("field", measure.field().map(this::field).orElse("")));
        };
    }

    /** A field's value as it stands in the database or in a filter. */
    String value(Field field, String value) {
        if (field.key().equals("stage")) {
            return known.stage(value).map(stage -> stage.name(language)).orElse(value);
        }
        String key = "value." + field.key() + "." + value;
        return field.type() == Field.Type.CHOICE && wording.has("insights." + key, language)
                ? say(key, Map.of())
                : value;
    }

    String flag(boolean yes) {
        return say(yes ? "yes" : "no", Map.of());
    }

    String unknown() {
        return NO_VALUE;
    }

    /** The name of the group of all that have none: "no company". */
    String without(Field field) {
        String key = "group.without_" + field.key();
        return say(wording.has("insights." + key, language) ? key : "group.without", Map.of());
    }

    String number(BigDecimal number, Answer.Unit unit) {
        return switch (unit) {
            case MONEY -> money(number);
            case PERCENT -> decimal(number, 1) + " %";
            case COUNT -> decimal(number, 0);
            case DAYS, HOURS, NUMBER, TEXT, DATE, FLAG -> decimal(number, 1);
        };
    }

    private String money(BigDecimal amount) {
        NumberFormat format = NumberFormat.getCurrencyInstance(region());
        format.setCurrency(Currency.getInstance(currency));
        boolean whole = amount.setScale(0, RoundingMode.HALF_UP).compareTo(amount) == 0;
        format.setMinimumFractionDigits(whole ? 0 : 2);
        format.setMaximumFractionDigits(whole ? 0 : 2);
        return format.format(amount);
    }

    /** Where the currency stands beside an amount depends on a country; each language has one here. */
    private Locale region() {
        return switch (language) {
            case "de" -> Locale.GERMANY;
            case "fr" -> Locale.FRANCE;
            default -> Locale.UK;
        };
    }

    private String decimal(BigDecimal number, int most) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(most);
        return format.format(number);
    }

    String day(LocalDate day) {
        return day.format(DayFormats.of(FormatStyle.MEDIUM, locale));
    }

    String bucket(Group.Bucket bucket, LocalDate start) {
        return switch (bucket) {
            case DAY -> day(start);
            case WEEK, MONTH, QUARTER, YEAR -> fixed(Period.Unit.valueOf(bucket.name()), start);
            case WEEKDAY -> weekday(start.getDayOfWeek());
        };
    }

    String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    /** A period with the days that it means now, where its name does not tell: "this week (23 Nov 2026–29 Nov 2026)". */
    String dated(Period period) {
        boolean relative = period instanceof Period.Rolling
                || (period instanceof Period.Whole(Period.Unit unit, int _) && unit != Period.Unit.DAY);
        return calendar.filter(_ -> relative)
                .map(days -> days.range(period))
                .map(range -> say(
                        "period.dated",
                        Map.of(
                                "period", period(period),
                                "from", day(range.from()),
                                "until", day(range.until().minusDays(1)))))
                .orElseGet(() -> period(period));
    }

    String period(Period period) {
        return switch (period) {
            case Period.Fixed(Period.Unit unit, LocalDate start) -> fixed(unit, start);
            case Period.Between(Period first, Period last) ->
                say("period.between", Map.of("first", period(first), "last", period(last)));
            case Period.Rolling(Period.Unit unit, int amount) ->
                say(
                        amount < 0 ? "period.last" : "period.next",
                        Map.of("amount", Math.abs(amount), "unit", units(unit, Math.abs(amount))));
            case Period.FromToday(Period.Unit unit, int amount) ->
                say(
                        amount < 0 ? "period.ago" : "period.ahead",
                        Map.of("amount", Math.abs(amount), "unit", units(unit, Math.abs(amount))));
            case Period.Whole(Period.Unit unit, int offset) -> whole(period.text(), unit, offset);
            case Period.Previous _, Period.YearBefore _ -> say("period." + period.text(), Map.of());
        };
    }

    /** A period as an adverb, where the language has one for it. */
    Optional<String> when(Period period) {
        return switch (period) {
            case Period.Fixed(Period.Unit unit, LocalDate _) -> adverb("when.one_" + unit.key(), period);
            case Period.Whole _, Period.Previous _, Period.YearBefore _ -> adverb("when." + period.text(), period);
            case Period.Between _ -> adverb("when.between", period);
            case Period.Rolling _, Period.FromToday _ -> Optional.empty();
        };
    }

    private Optional<String> adverb(String key, Period period) {
        return wording.has("insights." + key, language)
                ? Optional.of(say(key, Map.of("period", period(period))))
                : Optional.empty();
    }

    private String whole(String name, Period.Unit unit, int offset) {
        String key = "period." + name;
        return wording.has("insights." + key, language)
                ? say(key, Map.of())
                : say(
                        offset < 0 ? "period.whole_ago" : "period.whole_ahead",
                        Map.of("amount", Math.abs(offset), "unit", units(unit, Math.abs(offset))));
    }

    private String units(Period.Unit unit, int amount) {
        return say("unit." + unit.key() + (amount == 1 ? ".one" : ".many"), Map.of());
    }

    private String fixed(Period.Unit unit, LocalDate start) {
        return switch (unit) {
            case DAY -> day(start);
            case WEEK ->
                say(
                        "period.week",
                        Map.of(
                                "week", start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                                "year", String.valueOf(start.get(IsoFields.WEEK_BASED_YEAR))));
            case MONTH -> start.format(DateTimeFormatter.ofPattern("LLLL yyyy", locale));
            case QUARTER ->
                say(
                        "period.quarter",
                        Map.of(
                                "quarter", start.get(IsoFields.QUARTER_OF_YEAR),
                                "year", String.valueOf(start.getYear())));
            case YEAR -> String.valueOf(start.getYear());
        };
    }

    String refusal(Refusal refusal) {
        String nearest = refusal.nearest().isEmpty()
                ? ""
                : " " + say("refusal.nearest", Map.of("nearest", String.join(", ", refusal.nearest())));
        return say("refusal." + refusal.reason().key(), Map.of("what", refusal.what())) + nearest;
    }

    String joined(List<String> parts, String how) {
        return String.join(" " + say("join." + how, Map.of()) + " ", parts);
    }

    Optional<String> unknownOf(long records, Measure measure, Entity entity) {
        return records == 0
                ? Optional.empty()
                : Optional.of(say(
                        records == 1 ? "note.unknown_one" : "note.unknown",
                        Map.of(
                                "records", decimal(BigDecimal.valueOf(records), 0),
                                "entity", entity(entity),
                                "field", measure.field().map(this::field).orElseGet(() -> term(measure)))));
    }

    String entity(Entity entity) {
        return say("entity." + entity.key(), Map.of());
    }
}
