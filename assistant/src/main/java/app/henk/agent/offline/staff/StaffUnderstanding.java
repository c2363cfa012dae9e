package app.henk.agent.offline.staff;

import app.henk.agent.SalesTerms;
import app.henk.agent.offline.EngineData;
import app.henk.agent.offline.OfflineModel;
import app.henk.agent.offline.SpokenLanguage;
import app.henk.agent.offline.Token;
import app.henk.insights.Query;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Understands what a colleague writes, in German, English or French: each thing that a message asks or orders becomes a
 * command. A word that carries something and is not known makes its part unclear; nothing is guessed. Pure and
 * stateless: the same message in the same situation is understood alike.
 */
@Component
public class StaffUnderstanding {

    private static final int LONGEST = 2_000;

    /**
     * What a message was understood to want.
     *
     * @param language it is written in
     */
    public record Understood(String language, List<Command> commands) {}

    private final EngineData data;
    private final SpokenLanguage spoken;
    private final Map<String, Lexicon> lexicons = new LinkedHashMap<>();
    private final Cache<SalesTerms, Names> names =
            Caffeine.newBuilder().maximumSize(200).build();

    @Autowired
    StaffUnderstanding(OfflineModel engine, SpokenLanguage spoken) {
        this(engine.data(), spoken);
    }

    StaffUnderstanding(EngineData data, SpokenLanguage spoken) {
        this.data = data;
        this.spoken = spoken;
        for (String language : EngineData.LANGUAGES) {
            lexicons.put(
                    language,
                    new Lexicon(
                            language,
                            data.read("staff/" + language + ".yaml"),
                            data.words(language).of("function").phrases()));
        }
    }

    /** @param overrides folder of words and phrases that take the place of ours; empty for none */
    public static StaffUnderstanding from(String overrides) {
        return new StaffUnderstanding(EngineData.of(overrides), SpokenLanguage.from(overrides));
    }

    /**
     * Understands a message by itself, or as a follow-up of a question.
     *
     * @param language to assume where the message does not tell
     * @param before the question that was asked last
     */
    public Understood understand(
            String text, String language, SalesTerms terms, LocalDate today, Optional<Query> before) {
        Situation situation = before.map(Situation.START::asking).orElse(Situation.START);
        return understand(text, language, terms, today, situation);
    }

    Understood understand(String text, String language, SalesTerms terms, LocalDate today, Situation situation) {
        String message = text.substring(0, Math.min(text.length(), LONGEST));
        Names own = names.get(terms, Names::new);
        String told = language(message, language, own);
        Lexicon lexicon = lexicon(told);
        Tongue tongue = new Tongue(lexicon, data.words(told), own, today);
        String plain = lexicon.written(message);
        List<Token> tokens = new Spellcheck(tongue).corrected(Token.of(plain));
        return new Understood(told, new Hearing(plain, tongue, situation).commands(tokens));
    }

    /**
     * Understands a message that may answer what was asked back: "Bis wann?" – "Freitag". Then what was said before counts
     * with the answer behind it, and of that what could not be done without.
     *
     * @param earlier what was said before, with the situation that it was said in
     */
    Understood understand(
            String text, String language, SalesTerms terms, LocalDate today, Situation situation, Earlier earlier) {
        Understood alone = understand(text, language, terms, today, situation);
        List<Command> open = Completion.isOpen(earlier.text())
                ? understand(earlier.text(), language, terms, today, earlier.situation())
                        .commands()
                : List.of();
        return Completion.couldBe(text, alone.commands())
                ? Completion.of(
                                open,
                                whole -> understand(whole, language, terms, today, earlier.situation())
                                        .commands(),
                                earlier.text(),
                                text)
                        .map(commands -> new Understood(alone.language(), commands))
                        .orElse(alone)
                : alone;
    }

    /** A message of before. */
    record Earlier(String text, Situation situation) {}

    /** The language that a colleague writes in; the one to assume where the words are of none, or of several. */
    public String language(String text, String otherwise, SalesTerms terms) {
        return language(text.substring(0, Math.min(text.length(), LONGEST)), otherwise, names.get(terms, Names::new));
    }

    /** The language that knows most of the words; names are of none. */
    private String language(String text, String otherwise, Names own) {
        List<Token> tokens = Token.of(text);
        Map<String, Long> known = new LinkedHashMap<>();
        lexicons.forEach((language, lexicon) -> {
            List<Names.Named> named = own.find(tokens, lexicon::knows);
            known.put(
                    language,
                    java.util.stream.IntStream.range(0, tokens.size())
                            .filter(i -> tokens.get(i).isWord())
                            .filter(i -> named.stream().noneMatch(name -> name.from() <= i && name.to() > i))
                            .filter(i -> lexicon.hasExactly(tokens.get(i)))
                            .count());
        });
        long most = known.values().stream().mapToLong(n -> n).max().orElse(0);
        List<String> likely = known.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return likely.size() == 1
                ? likely.getFirst()
                : likely.contains(otherwise)
                        ? otherwise
                        : spoken.of(text, likely).orElse(likely.getFirst());
    }

    private Lexicon lexicon(String language) {
        Lexicon lexicon = lexicons.get(language);
        return lexicon != null ? lexicon : lexicons.values().iterator().next();
    }
}
