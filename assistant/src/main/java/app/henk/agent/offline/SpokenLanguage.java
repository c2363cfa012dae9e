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

    /** An address has letters of no language, and neither have the names of a form's fields. */
    private static final Pattern NO_LANGUAGE = Pattern.compile("\\S+@\\S+|(?m)^[a-z_]{2,30}: (?:true$|false$)?");

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
        return new SpokenLanguage(new EngineData(overrides));
    }

    /** The language of a text; empty where it could be another one as well. */
    public Optional<String> of(String text, List<String> among) {
        List<String> told = among.stream().filter(data::speaks).toList();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Languages.Guess guess = data.languages().guess(NO_LANGUAGE.matcher(text).replaceAll(" "), told);
        return Optional.of(guess)
                .filter(g -> g.grounded() && g.margin() >= SURE)
                .map(Languages.Guess::language);
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
