package app.henk.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * How one tenant's texts are understood.
 *
 * @param fingerprint changes with the thesaurus and with the statistics
 */
record Profile(
        Thesaurus thesaurus,
        Statistics statistics,
        Features features,
        TradeEmbedding embedding,
        Grams grams,
        KnownQuestions known,
        Elsewhere elsewhere,
        Everywhere everywhere,
        String fingerprint)
        implements Answerable {

    static final Profile EMPTY = of(Thesaurus.EMPTY, Statistics.NONE, List.of(), "none");

    static Profile of(
            Thesaurus thesaurus, Statistics statistics, List<KnownQuestions.Known> known, String fingerprint) {
        List<String> all = new ArrayList<>();
        known.forEach(question -> all.add(question.text()));
        for (Language language : Language.values()) {
            all.addAll(Elsewhere.of(thesaurus.elsewhere(), language));
        }
        var grams = new Grams(all);
        return new Profile(
                thesaurus,
                statistics,
                new Features(thesaurus),
                new TradeEmbedding(thesaurus, statistics, fingerprint),
                grams,
                new KnownQuestions(known, grams),
                new Elsewhere(thesaurus.elsewhere(), grams),
                new Everywhere(thesaurus.everywhere()),
                fingerprint);
    }

    @Override
    public double likeness(String sentence, String language) {
        Grams.Vector said = grams.vector(sentence);
        Language spoken = Language.of(language);
        double likeness = known.most(said, spoken);
        return elsewhere.to(said, spoken).best() > likeness ? 0 : likeness;
    }
}
