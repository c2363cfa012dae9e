package app.henk.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A question as it is searched for.
 *
 * @param total what its words are worth, those included that stand in no document
 * @param known how much it resembles the questions that passages are known to answer
 * @param elsewhere how much it resembles questions that are not answered here
 * @param spoken whether the tenant has documents in its language at all
 */
record Question(
        Language language,
        List<Features.Asked> asked,
        List<Lexeme> lexemes,
        double total,
        Map<UUID, Likeness> known,
        Likeness elsewhere,
        boolean spoken) {

    /**
     * One way to find a word.
     *
     * @param word which word of the question
     * @param surface the word itself where PostgreSQL may look for it too, else empty
     */
    record Lexeme(int word, String feature, String surface, double weight) {}

    static Question of(String text, Language language, Profile profile) {
        Statistics statistics = profile.statistics();
        List<Features.Asked> asked = profile.features().ofQuestion(text, language, statistics);
        List<Lexeme> lexemes = new ArrayList<>();
        double total = 0;
        for (int word = 0; word < asked.size(); word++) {
            Features.Asked one = asked.get(word);
            double exact = 0;
            double found = 0;
            for (Features.Way way : one.ways()) {
                if (statistics.knows(way.feature())) {
                    double telling = statistics.idf(way.feature());
                    exact = way.weight() == 1 ? Math.max(exact, telling) : exact;
                    found = Math.max(found, way.weight() * telling);
                    boolean itself = way.feature().startsWith(Features.WORD) && way.weight() == 1;
                    lexemes.add(new Lexeme(word, way.feature(), itself ? one.word() : "", way.weight() * telling));
                }
            }
            // a word that is only guessed at is missing as much as it is found: a handbag is no pocket. A number that
            // no document has is a measure or a date, not a subject
            boolean number = Character.isDigit(one.word().charAt(0));
            double missing = number ? 0 : one.subject() * statistics.unknown();
            total += exact > 0 ? Math.max(exact, found) : Math.max(found, missing);
        }
        // a number is no subject: 120 alone is asked about by nobody
        boolean nothing = lexemes.stream()
                .allMatch(lexeme ->
                        Character.isDigit(asked.get(lexeme.word()).word().charAt(0)));
        Grams.Vector grams = profile.grams().vector(text);
        return new Question(
                language,
                asked,
                nothing ? List.of() : lexemes,
                total,
                nothing ? Map.of() : profile.known().like(grams, language),
                profile.elsewhere().to(grams, language),
                statistics.passages().containsKey(language.code()));
    }

    Likeness known(UUID passage) {
        return known.getOrDefault(passage, Likeness.NONE);
    }

    /** The passages whose known questions it resembles most. */
    List<UUID> resembled(int most) {
        return known.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        one -> -one.getValue().best() - one.getValue().three()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
