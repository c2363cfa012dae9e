package app.henk.agent.offline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;

/** Words without their endings. */
public final class Stems {

    private static final int MOST_REMEMBERED = 20_000;
    private static final Map<String, String> REMEMBERED = new ConcurrentHashMap<>();

    private Stems() {}

    public static String stem(String folded, String language) {
        if (REMEMBERED.size() > MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        return REMEMBERED.computeIfAbsent(language + folded, key -> stemmed(folded, language));
    }

    private static String stemmed(String folded, String language) {
        SnowballStemmer stemmer = switch (language) {
            case "de" -> new GermanStemmer();
            case "fr" -> new FrenchStemmer();
            default -> new EnglishStemmer();
        };
        stemmer.setCurrent(folded);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
