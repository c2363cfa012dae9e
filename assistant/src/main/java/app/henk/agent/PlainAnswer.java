package app.henk.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whether a message is a plain yes (or no) and nothing else: one of the words that mean it is there, and every other
 * word only goes along with it. A condition, a doubt or a new wish makes it something else.
 */
final class PlainAnswer {

    private record Words(Set<String> meaning, Set<String> with) {}

    private final List<Words> languages;

    /**
     * @param data by language
     * @param meaning under which the words stand that mean it; what goes along stands under {@code with}
     */
    PlainAnswer(JsonNode data, String meaning) {
        this.languages = data.valueStream()
                .map(language -> new Words(words(language, meaning), words(language, "with")))
                .toList();
    }

    /** In whichever language: who is asked in German may well answer "yes". */
    boolean is(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        List<String> said = Arrays.stream(lower.split("[^\\p{L}\\p{N}'?-]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return languages.stream()
                .anyMatch(words -> said.stream().anyMatch(words.meaning()::contains)
                        && said.stream()
                                .allMatch(word -> words.meaning().contains(word)
                                        || words.with().contains(word)));
    }

    private static Set<String> words(JsonNode data, String name) {
        return data.path(name).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }
}
