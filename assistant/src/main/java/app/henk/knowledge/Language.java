package app.henk.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;

/** A language that documents are written in: how its text falls into words, and which configuration PostgreSQL has. */
enum Language {
    DE("german", GermanStemmer::new, GermanAnalyzer.getDefaultStopSet()),
    EN("english", EnglishStemmer::new, EnglishAnalyzer.getDefaultStopSet()),
    FR("french", FrenchStemmer::new, FrenchAnalyzer.getDefaultStopSet());

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:/[\\p{L}\\p{N}²]+)?");
    /** Don’t, won’t, couldn’t: no word in them says what a sentence is about. */
    private static final Pattern NEGATION = Pattern.compile("\\b\\p{L}{1,6}n['’][tT]\\b");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:]\\s+$");
    private static final double UNSURE = 0.6;
    private static final double NO_NOUN = 0.2;
    private static final int LONGEST_TEXT = 20_000;

    private final String configuration;
    private final Supplier<SnowballStemmer> stemmer;
    private final Set<String> stopWords;

    Language(String configuration, Supplier<SnowballStemmer> stemmer, CharArraySet stop) {
        this.configuration = configuration;
        this.stemmer = stemmer;
        Set<String> words = new HashSet<>();
        stop.forEach(word -> words.add(Letters.fold(new String((char[]) word))));
        words.addAll(LightWords.of(name().toLowerCase(Locale.ROOT)));
        this.stopWords = Set.copyOf(words);
    }

    /** English for a language that Henk does not speak. */
    static Language of(String code) {
        return switch (code.toLowerCase(Locale.ROOT)) {
            case "de" -> DE;
            case "fr" -> FR;
            default -> EN;
        };
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text search configuration of PostgreSQL. */
    String configuration() {
        return configuration;
    }

    List<Token> tokens(String text) {
        SnowballStemmer stem = stemmer.get();
        List<Token> tokens = new ArrayList<>();
        String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        String plain = this == EN ? NEGATION.matcher(bounded).replaceAll(" ") : bounded;
        boolean capitals = plain.length() > 1 && plain.chars().skip(1).anyMatch(Character::isUpperCase);
        var words = WORD.matcher(plain);
        while (words.find()) {
            String lower = words.group().toLowerCase(Locale.ROOT);
            String word = Letters.fold(lower);
            // what an apostrophe leaves over: l’été, I’m
            if (!word.isEmpty() && (word.length() > 1 || Character.isDigit(word.charAt(0)))) {
                String root = Letters.fold(stem(stem, lower));
                tokens.add(new Token(word, root, stopWords.contains(word), subject(plain, words.start(), capitals)));
            }
        }
        return tokens;
    }

    /** German writes its nouns with a capital, all three languages their names; at a sentence's start it tells nothing. */
    private double subject(String text, int at, boolean capitals) {
        boolean first = at == 0
                || SENTENCE_END.matcher(text.substring(Math.max(0, at - 3), at)).find();
        if (!capitals || first) {
            return UNSURE;
        }
        boolean capital = Character.isUpperCase(text.charAt(at));
        return capital ? 1 : this == DE ? NO_NOUN : UNSURE;
    }

    private static String stem(SnowballStemmer stemmer, String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
