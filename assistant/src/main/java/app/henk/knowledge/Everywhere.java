package app.henk.knowledge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What all of a tenant's trade is anyhow, such as "made to measure": beside a thing it says nothing of what is asked for,
 * and would be found in every document.
 */
final class Everywhere {

    private final Map<Language, Pattern> phrases = new EnumMap<>(Language.class);

    /** @param byLanguage phrases by the code of their language */
    Everywhere(Map<String, List<String>> byLanguage) {
        for (Language language : Language.values()) {
            List<String> said = byLanguage.getOrDefault(language.code(), List.of());
            if (!said.isEmpty()) {
                phrases.put(language, pattern(said));
            }
        }
    }

    private static Pattern pattern(List<String> said) {
        String any = said.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** A question without them; as it is where nothing else is asked for. */
    String without(String question, Language language) {
        return Optional.ofNullable(phrases.get(language))
                .map(phrase -> phrase.matcher(question).replaceAll(" "))
                .filter(rest -> language.tokens(rest).stream().anyMatch(token -> !token.stop()))
                .orElse(question);
    }
}
