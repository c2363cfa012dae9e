package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells the language of what somebody wrote, for all who answer: the offline engine, its tools, any other model. */
@Component
public class SpokenLanguage {

    static final double SURE = 1.6;
    private static final double ASKED = 0.4;
    private static final int FEW = 1;
    private static final int NAMED = 4;
    private static final int SEVERAL = 5;
    /** An address or a number by which somebody can be reached. */
    private static final Pattern REACH = Pattern.compile("\\S+@\\S+|\\d[\\d /()-]{6,}\\d");

    /** Fields of a form and answers to a confirmation, as they are kept: the program's words and not the person's. */
    private static final Pattern FIELDS = Pattern.compile("((✓|✗|[a-z][a-z0-9_]*: .*)\\n?)+");

    private final EngineData data;

    @Autowired
    SpokenLanguage(OfflineModel engine) {
        this(engine.data());
    }

    SpokenLanguage(EngineData data) {
        this.data = data;
    }

    /** @param overrides folder of words and phrases that take the place of ours; empty for none */
    public static SpokenLanguage from(String overrides) {
        return new SpokenLanguage(EngineData.of(overrides));
    }

    /** The language of a text; empty where it could be another one as well. */
    public Optional<String> of(String text, List<String> among) {
        List<String> told = among.stream().filter(data::speaks).toList();
        if (told.isEmpty() || FIELDS.matcher(text).matches()) {
            return Optional.empty();
        }
        // an address has letters of no language
        Languages.Guess guess = data.languages().guess(text.replaceAll("\\S+@\\S+", " "), told);
        return Optional.of(guess)
                .filter(g -> g.grounded() && g.margin() >= SURE)
                .map(Languages.Guess::language);
    }

    /**
     * The language to answer a text in: its own where it can be told.
     *
     * @param before the language of the conversation, which a word or two that it has as well do not change
     */
    public String of(String text, List<String> among, String before) {
        return of(text, among).filter(told -> !couldBe(text, before)).orElse(before);
    }

    private boolean couldBe(String text, String language) {
        String besides = REACH.matcher(text).replaceAll(" ");
        List<Token> said = Token.of(besides).stream().filter(Token::isWord).toList();
        if (!besides.equals(text) && said.size() <= NAMED) {
            // a name sounds like some language
            return true;
        }
        if (!data.speaks(language) || said.size() > SEVERAL) {
            return false;
        }
        long strange = said.stream()
                .filter(token -> !data.tongue(language).known().contains(token.folded()))
                .count();
        // "hi im leo im 7": one word among some may be a name
        return (strange == 0 && said.size() <= (besides.chars().anyMatch(Character::isDigit) ? FEW + 1 : FEW))
                || (strange <= 1 && said.size() >= NAMED);
    }

    /** The language that a text asks for: "auf Deutsch bitte", "do you speak English?" */
    public Optional<String> askedFor(String text, List<String> among) {
        for (String language : EngineData.LANGUAGES) {
            Tongue tongue = data.tongue(language);
            List<Token> tokens = Token.of(text);
            Optional<String> named = tongue.words()
                    .of("languages")
                    .in(tokens)
                    .map(Lookup.Hit::value)
                    .filter(among::contains);
            boolean asks = named.isPresent()
                    && tongue.classifier().guess(tokens).stream()
                            .limit(1)
                            .anyMatch(guess -> guess.intent() == Intent.LANGUAGE && guess.score() >= ASKED);
            if (asks) {
                return named;
            }
        }
        return Optional.empty();
    }
}
