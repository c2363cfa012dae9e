package app.henk.agent.tools.staff;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where an answer can be fetched as a file. The file is made under the rights of whoever fetches it. */
@Component
class AnswerFiles {

    static final List<String> FORMATS = List.of("csv", "xlsx", "pdf");

    private final StaffWords words;

    AnswerFiles(StaffWords words) {
        this.words = words;
    }

    /** One for each format, as {@code label} and {@code url}. */
    List<Map<String, String>> of(String query, String language) {
        return FORMATS.stream().map(format -> of(query, format, language)).toList();
    }

    Map<String, String> of(String query, String format, String language) {
        return Map.of(
                "label",
                words.say("button." + format, language),
                "url",
                "/api/exports/answers?format=" + format + "&query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** The wished one first, since nobody reads on behind it. */
    List<Map<String, String>> startingWith(String format, String query, String language) {
        return Stream.concat(Stream.of(format), FORMATS.stream().filter(other -> !other.equals(format)))
                .map(one -> of(query, one, language))
                .toList();
    }
}
