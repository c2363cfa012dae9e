package app.henk.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * A question as it is searched for.
 *
 * @param total what its words are worth, those included that stand in no document
 * @param known what of it the tenant's documents speak of at all
 */
record Question(Language language, List<Features.Asked> asked, List<Lexeme> lexemes, double total, double known) {

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
        double known = 0;
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
            known += found;
            total += exact > 0 ? Math.max(exact, found) : Math.max(found, missing);
        }
        return new Question(language, asked, lexemes, total, known);
    }

    /** Between 0 and 1: how much of the question is within what the tenant's documents speak of. */
    double familiar() {
        return total == 0 ? 0 : known / total;
    }
}
