package app.henk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Days as a reader of each language writes them. */
class DayFormatsTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
    private static final LocalDate ELEVENTH = LocalDate.of(2026, 12, 11);

    @Test
    void the_first_of_a_month_is_an_ordinal_in_french() {
        assertThat(DayFormats.of("EEEE d MMMM yyyy", Locale.FRANCE).format(FIRST))
                .isEqualTo("mardi 1er décembre 2026");
        assertThat(DayFormats.of("EE d MMM, HH'h'mm", Locale.FRENCH).format(FIRST.atTime(14, 5)))
                .isEqualTo("mar. 1er déc., 14h05");
        assertThat(DayFormats.of("'le d' d MMMM", Locale.FRENCH).format(FIRST)).isEqualTo("le d 1er décembre");
        assertThat(DayFormats.of(FormatStyle.LONG, Locale.FRENCH).format(FIRST)).isEqualTo("1er décembre 2026");
        assertThat(DayFormats.of(FormatStyle.LONG, FormatStyle.SHORT, Locale.FRANCE)
                        .format(LocalDateTime.of(FIRST, java.time.LocalTime.of(9, 30))))
                .startsWith("1er décembre 2026")
                .endsWith("09:30");
    }

    @Test
    void every_other_day_is_a_number() {
        for (int day = 2; day <= 31; day++) {
            assertThat(DayFormats.of("EEEE d MMMM", Locale.FRENCH).format(LocalDate.of(2026, 12, day)))
                    .contains(" " + day + " décembre");
        }
        assertThat(DayFormats.of(FormatStyle.LONG, Locale.FRENCH).format(ELEVENTH))
                .isEqualTo("11 décembre 2026");
        assertThat(DayFormats.of(FormatStyle.SHORT, Locale.FRENCH).format(FIRST))
                .isEqualTo("01/12/2026");
        assertThat(DayFormats.of("d.M.yyyy", Locale.FRENCH).format(FIRST)).isEqualTo("1.12.2026");
    }

    @Test
    void other_languages_write_it_as_java_does() {
        assertThat(DayFormats.of("EEEE, d. MMMM yyyy", Locale.GERMANY).format(FIRST))
                .isEqualTo("Dienstag, 1. Dezember 2026");
        assertThat(DayFormats.of(FormatStyle.LONG, Locale.UK).format(FIRST)).isEqualTo("1 December 2026");
        assertThat(DayFormats.of(FormatStyle.LONG, Locale.ENGLISH).format(FIRST))
                .isEqualTo("December 1, 2026");
    }

    @Test
    void nobody_writes_days_in_another_way() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("DayFormats.java"))
                            .filter(DayFormatsTest::formatsDays))
                    .isEmpty();
        }
    }

    private static boolean formatsDays(Path file) {
        try {
            return Files.readString(file).contains("DateTimeFormatter.ofLocalizedDate");
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void what_is_written_is_read() {
        var french = DayFormats.of(FormatStyle.LONG, Locale.FRENCH);
        assertThat(LocalDate.parse("1er décembre 2026", french)).isEqualTo(FIRST);
        assertThat(LocalDate.parse("1 décembre 2026", french)).isEqualTo(FIRST);
        assertThat(LocalDate.parse("11 décembre 2026", french)).isEqualTo(ELEVENTH);
    }
}
