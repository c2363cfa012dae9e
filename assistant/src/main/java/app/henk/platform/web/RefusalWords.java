package app.henk.platform.web;

import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * What a refusal says to a person. The interface itself speaks English, to programs and to whoever asks for nothing else;
 * a page says which language is read on it, and shows what it is told.
 */
@Component
class RefusalWords {

    private static final List<String> SPOKEN = List.of("en", "de", "fr");

    private final Wording wording;

    RefusalWords(Wording wording) {
        this.wording = wording;
    }

    String detail(Problem problem, HttpHeaders asked) {
        return language(asked)
                .flatMap(language -> said(problem, language))
                .orElseGet(() -> String.valueOf(problem.getMessage()));
    }

    private static Optional<String> language(HttpHeaders asked) {
        try {
            return asked.getAcceptLanguageAsLocales().stream()
                    .map(Locale::getLanguage)
                    .filter(SPOKEN::contains)
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            // whoever asks so must still learn what was wrong with the rest
            return Optional.empty();
        }
    }

    private Optional<String> said(Problem problem, String language) {
        Stream<String> rules = problem.extensions().get("errors") instanceof List<?> errors
                ? errors.stream()
                        .filter(FieldError.class::isInstance)
                        .map(FieldError.class::cast)
                        .map(FieldError::rule)
                        .filter(rule -> !rule.isEmpty())
                        .map(rule -> "problem.rule." + rule)
                : Stream.empty();
        return Stream.concat(rules, Stream.of("problem." + problem.type()))
                .filter(key -> wording.has(key, language))
                .findFirst()
                .map(key -> wording.say(key, language, problem.extensions()));
    }
}
