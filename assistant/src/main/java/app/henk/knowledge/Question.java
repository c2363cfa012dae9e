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
            double worth = 0;
            for (Features.Way way : one.ways()) {
                if (statistics.knows(way.feature())) {
                    worth = Math.max(worth, statistics.idf(way.feature()));
                }
            }
            for (Features.Way way : one.ways()) {
                if (statistics.knows(way.feature())) {
                    boolean itself = way.feature().startsWith(Features.WORD) && way.weight() == 1;
                    lexemes.add(new Lexeme(
                            word,
                            way.feature(),
                            itself ? one.word() : "",
                            Math.min(worth, way.weight() * statistics.idf(way.feature()))));
                }
            }
            known += worth;
            // a number that no document has is a measure or a date, not a subject
            double missing = Character.isDigit(one.word().charAt(0)) ? 0 : one.subject() * statistics.unknown();
            total += worth > 0 ? worth : missing;
        }
        return new Question(language, asked, lexemes, total, known);
    }

    /** Between 0 and 1: how much of the question is within what the tenant's documents speak of. */
    double familiar() {
        return total == 0 ? 0 : known / total;
    }
}
