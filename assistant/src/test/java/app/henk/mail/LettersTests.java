package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.identity.Tenant;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;

/** Every mail in every language, as people and their programs see it. */
class LettersTests {

    static final Tenant TENANT = new Tenant(
            new TenantId(new UUID(0, 1)),
            "henk",
            "HENK Maßatelier",
            List.of("de", "en", "fr"),
            ZoneId.of("Europe/Berlin"),
            CurrencyUnit.EUR,
            new Tenant.Persona("HENK", Map.of(), Map.of()),
            new Tenant.Contact("Nadeltwiete 12, 20459 Hamburg", "+49 40 66969120", "atelier@henk.example"),
            Map.of(),
            BigDecimal.ONE);
    private static final byte[] KEY = new byte[24];
    private static final Templates TEMPLATES = templates();
    private static final Letters LETTERS = letters();

    static Stream<String[]> templatesAndLanguages() {
        return TEMPLATES.names().stream()
                .sorted()
                .flatMap(name -> Stream.of("de", "en", "fr").map(language -> new String[] {name, language}));
    }

    @ParameterizedTest
    @MethodSource("templatesAndLanguages")
    void every_template_says_all_that_it_is_given(String name, String language) throws IOException {
        Templates.Template template = TEMPLATES.named(name);
        Map<String, Object> values = everything(template);

        Letter letter = letter(name, language, values);

        assertThat(letter.subject()).isNotBlank().doesNotContain("{{", "\n", "\\");
        for (String part : List.of(letter.text(), letter.html())) {
            assertThat(part).doesNotContain("{{", "}}", "\\").contains("HENK Maßatelier", "atelier@henk.example");
            assertThat(part)
                    .contains(values.keySet().stream().map(LettersTests::shown).toList());
        }
        assertThat(letter.text()).doesNotContain("**", "](");
        assertThat(letter.html()).contains("lang=\"" + language + "\"");
        boolean staff = template.purpose() == MailPurpose.WORK;
        assertThat(letter.withdrawal().isPresent()).isEqualTo(!staff);
        assertThat(letter.text().contains("/mail/consents/")).isEqualTo(!staff);
        keep(name + "." + language, letter);
    }

    @ParameterizedTest
    @MethodSource("templatesAndLanguages")
    void every_template_is_whole_with_the_least_that_it_needs(String name, String language) {
        Map<String, Object> values = everything(TEMPLATES.named(name));
        values.keySet().retainAll(TEMPLATES.named(name).needs());

        Letter letter = letter(name, language, values);

        assertThat(letter.text())
                .doesNotContain("{{", "()", " ,", "  ,", ": \n\n\n")
                .doesNotContainPattern("\\n{3}");
        assertThat(letter.html()).doesNotContain("<p></p>", "<ul>\n</ul>");
    }

    @Test
    void every_template_has_words_of_its_own_in_every_language() throws IOException {
        Set<String> german = new Wording("").keys("de");
        for (String language : List.of("de", "en", "fr")) {
            Set<String> keys = new Wording("").keys(language);
            for (String name : TEMPLATES.names()) {
                assertThat(keys).contains("mail." + name + ".subject", "mail." + name + ".body");
            }
            for (MailPurpose purpose : MailPurpose.values()) {
                assertThat(keys).contains("mail.layout.why." + purpose.key());
            }
            assertThat(keys.stream().filter(key -> key.startsWith("mail.")))
                    .containsExactlyInAnyOrderElementsOf(german.stream()
                            .filter(key -> key.startsWith("mail."))
                            .toList());
        }
    }

    @Test
    void what_people_wrote_stays_text() {
        Letter letter = letter(
                "appointment-confirmed",
                "de",
                Map.of(
                        "type", "Anprobe",
                        "at", LocalDateTime.of(2026, 12, 4, 14, 0),
                        "place", "[klick](http://evil.example) <img src=x onerror=alert(1)>\n# Titel\n\n- Punkt",
                        "name", "**Anna** _&amp;_ <b>x</b>"));

        assertThat(letter.html())
                .doesNotContain("<img", "<b>", "evil.example\"", "<h1>", "<li>")
                .contains("**Anna** _&amp;amp;_ &lt;b&gt;x&lt;/b&gt;");
        assertThat(letter.text())
                .contains("[klick](http://evil.example) <img src=x onerror=alert(1)>\n  # Titel\n  - Punkt")
                .contains("**Anna** _&amp;_ <b>x</b>");
    }

    @Test
    void an_answer_is_markdown_without_pictures_scripts_and_raw_html() {
        Letter letter = letter(
                "answer-later",
                "de",
                Map.of(
                        "question",
                        "Wie lange?",
                        "answer",
                        "Etwa **sechs Wochen**.\n\n- Tuch\n- Anprobe\n\n![Bild](https://spy.example/p.gif)"
                                + " <script>x</script> [hier](javascript:alert(1))"));

        assertThat(letter.html())
                .contains("<strong>sechs Wochen</strong>", "<li", "Bild", "&lt;script&gt;")
                .doesNotContain("<script", "spy.example", "<img", "javascript:");
        assertThat(letter.text()).contains("Etwa sechs Wochen.", "- Tuch\n- Anprobe");
    }

    @Test
    void a_link_is_a_button_that_leads_where_it_was_told() {
        String link = "https://henk.example/c/a_b-c?x=1&y=(2)*3";

        Letter letter = letter("magic-link", "de", Map.of("link", link, "until", LocalDateTime.of(2026, 12, 4, 14, 0)));

        assertThat(letter.html()).contains("href=\"" + link.replace("&", "&amp;") + "\"", "class=\"button\"");
        assertThat(letter.text()).contains("\n" + link + "\n");
        assertThat(letter("magic-link", "de", Map.of("link", "javascript:alert(1)", "until", "x"))
                        .html())
                .doesNotContain("javascript:");
    }

    @Test
    void a_subject_is_one_short_line_whatever_it_is_given() {
        Letter letter = letter(
                "group-invitation",
                "de",
                Map.of(
                        "organiser", "Anna\r\nBcc: victim@example.com\u0000",
                        "group", "Hochzeit ".repeat(500),
                        "link", "https://henk.example/g"));

        assertThat(letter.subject())
                .startsWith("Anna Bcc: victim@example.com")
                .doesNotContain("\n", "\r", "\u0000")
                .hasSizeLessThanOrEqualTo(150);
        assertThat(letter.text()).hasSizeLessThan(3_000);
    }

    @Test
    void a_name_from_right_to_left_turns_nothing_around_it() {
        Letter letter = letter(
                "appointment-confirmed",
                "de",
                Map.of(
                        "type", "Anprobe",
                        "at", LocalDateTime.of(2026, 12, 4, 14, 0),
                        "place", "Hamburg",
                        "name", "\u202Eמשה כהן"));

        assertThat(letter.text()).contains("Guten Tag \u2068משה כהן\u2069,").doesNotContain("\u202E");
    }

    @Test
    void the_first_of_a_month_is_written_as_a_french_reader_writes_it() {
        Map<String, Object> values =
                Map.of("type", "Essayage", "at", LocalDateTime.of(2026, 12, 1, 14, 0), "place", "Hambourg");

        assertThat(letter("appointment-confirmed", "fr", values).text()).contains("mardi 1er décembre 2026");
        assertThat(letter("appointment-confirmed", "de", values).text()).contains("Dienstag, 1. Dezember 2026");
    }

    @Test
    void a_moved_appointment_is_told_as_a_french_reader_says_it() {
        Letter letter = letter(
                "appointment-moved",
                "fr",
                Map.of(
                        "type", "Essayage",
                        "before", LocalDateTime.of(2026, 12, 4, 14, 0),
                        "at", LocalDateTime.of(2026, 12, 8, 10, 30)));

        assertThat(letter.subject()).isEqualTo("Déplacé : Essayage, désormais le mardi 8 décembre 2026, 10h30");
        assertThat(letter.text())
                .contains("Il était prévu le vendredi 4 décembre 2026, 14h00 et aura désormais lieu :");
    }

    @Test
    void a_value_of_any_length_ends_somewhere() {
        Letter letter =
                letter("handoff-form-received", "en", Map.of("message", "x".repeat(100_000), "when", "tomorrow"));

        assertThat(letter.html()).hasSizeLessThan(20_000).contains("x…");
    }

    static Letter letter(String template, String language, Map<String, Object> values) {
        MailPurpose purpose = TEMPLATES.named(template).purpose();
        return LETTERS.of(
                new StoredMail(
                        new UUID(1, 2),
                        "anna@example.com",
                        template,
                        purpose,
                        language,
                        MailValues.read(MailValues.json(values, language)),
                        "queued",
                        0,
                        Optional.empty(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Optional.empty(),
                        purpose == MailPurpose.WORK ? Optional.empty() : Optional.of(KEY),
                        List.of()),
                TENANT);
    }

    private static Map<String, Object> everything(Templates.Template template) {
        Map<String, Object> values = new HashMap<>();
        Stream.concat(template.needs().stream(), template.may().stream())
                .forEach(name -> values.put(
                        name,
                        switch (name) {
                            case "missing", "done" -> List.of(shown(name), "Adresse");
                            case "promised", "expected" -> LocalDate.of(2026, 12, 4);
                            default -> shown(name);
                        }));
        return values;
    }

    private static String shown(String name) {
        return switch (name) {
            case "link" -> "https://henk.example/x";
            case "promised", "expected" -> "2026";
            default -> "wert-" + name;
        };
    }

    /** For those who want to look at them. */
    private static void keep(String name, Letter letter) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/mails"));
        Files.writeString(folder.resolve(name + ".html"), letter.html());
        Files.writeString(folder.resolve(name + ".txt"), "Subject: " + letter.subject() + "\n\n" + letter.text());
    }

    private static Templates templates() {
        try {
            return new Templates();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Letters letters() {
        try {
            return new Letters(
                    TEMPLATES, new Wording(""), new MailLinks("https://henk.example/", new MockEnvironment()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
