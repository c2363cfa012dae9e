package app.henk.knowledge;

/**
 * How one tenant's texts are understood.
 *
 * @param fingerprint changes with the thesaurus and with the statistics
 */
record Profile(
        Thesaurus thesaurus, Statistics statistics, Features features, TradeEmbedding embedding, String fingerprint) {

    static final Profile EMPTY = of(Thesaurus.EMPTY, Statistics.NONE, "none");

    static Profile of(Thesaurus thesaurus, Statistics statistics, String fingerprint) {
        return new Profile(
                thesaurus,
                statistics,
                new Features(thesaurus),
                new TradeEmbedding(thesaurus, statistics, fingerprint),
                fingerprint);
    }
}
