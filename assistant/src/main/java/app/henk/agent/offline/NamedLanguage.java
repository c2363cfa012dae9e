package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the languages that a message names is asked for: "mein Deutsch ist schlecht, geht auch Englisch?" */
final class NamedLanguage {

    private final Line line;

    NamedLanguage(Line line) {
        this.line = line;
    }

    Optional<String> wanted() {
        List<Span<String>> named = new ArrayList<>();
        for (int i = 0; i < line.tokens().size(); i++) {
            int from = i;
            line.words()
                    .of("languages")
                    .at(line.tokens(), i)
                    .ifPresent(hit -> named.add(new Span<>(hit.value(), from, from + hit.length())));
        }
        return named.stream()
                .filter(language -> !isBad(language))
                .map(Span::value)
                .reduce((one, later) -> isWritten(later) ? one : later)
                .or(() -> named.stream().map(Span::value).findFirst());
    }

    private boolean isWritten(String language) {
        return line.words().language().equals(language);
    }

    /** In its clause somebody says that they cannot, or not well. */
    private boolean isBad(Span<String> language) {
        int from = language.from();
        while (from > 0 && !line.tokens().get(from - 1).isMark()) {
            from--;
        }
        int to = language.to();
        while (to < line.tokens().size() && !line.tokens().get(to).isMark() && !isNamed(to)) {
            to++;
        }
        List<Token> clause = line.tokens().subList(from, to);
        return line.words().of("negation.before").isIn(clause)
                || line.words().of("language_bad").isIn(clause);
    }

    private boolean isNamed(int at) {
        return line.words().of("languages").has(line.tokens(), at);
    }
}
