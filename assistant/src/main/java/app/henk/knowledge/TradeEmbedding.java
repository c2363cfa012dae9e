package app.henk.knowledge;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The embedding that needs neither network nor model file. Concepts of the trade have dimensions of their own, on which
 * the three languages meet; stems, parts of compounds and pieces of words are hashed onto the others. Each counts by how
 * telling it is among the tenant's own passages. Deterministic; unit length.
 */
final class TradeEmbedding implements EmbeddingModel {

    static final int DIMENSION = 1024;
    static final String LANGUAGE = "language";
    static final String TITLE = "title";
    static final String TAGS = "tags";
    static final String HEADINGS = "headings";
    /** Questions that the passage answers: one a line, after the code of its language and a blank. */
    static final String ASKED = "asked";

    private static final int CONCEPTS = 448;
    private static final double CONCEPT_WEIGHT = 2;
    private static final double PIECE_WEIGHT = 0.1;
    private static final int PIECE = 4;

    private final Features features;
    private final Statistics statistics;
    private final Map<String, Integer> dimensionOfConcept = new LinkedHashMap<>();
    private final String name;

    /** @param fingerprint changes with the thesaurus and the statistics, because the vectors do */
    TradeEmbedding(Thesaurus thesaurus, Statistics statistics, String fingerprint) {
        this.features = new Features(thesaurus);
        this.statistics = statistics;
        this.name = "trade-2-" + fingerprint;
        for (String id : thesaurus.ids()) {
            dimensionOfConcept.put(Features.CONCEPT + id, dimensionOfConcept.size() % CONCEPTS);
        }
    }

    /** Passages: their language, title and headings stand in the metadata. */
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> passages) {
        return Response.from(passages.stream().map(this::passage).toList());
    }

    private Embedding passage(TextSegment segment) {
        return passage(new Section(
                Language.of(metadata(segment, LANGUAGE)),
                metadata(segment, TITLE),
                metadata(segment, TAGS),
                metadata(segment, HEADINGS),
                segment.text(),
                metadata(segment, ASKED).lines().map(TradeEmbedding::asked).toList()));
    }

    private static Section.Asked asked(String line) {
        return new Section.Asked(Language.of(line.substring(0, 2)), line.substring(3));
    }

    private static String metadata(TextSegment segment, String key) {
        String value = segment.metadata().getString(key);
        return value == null ? "" : value;
    }

    Embedding passage(Section section) {
        float[] vector = new float[DIMENSION];
        features.ofPassage(section)
                .forEach((feature, count) -> add(vector, feature, statistics.idf(feature) * (1 + Math.log1p(count))));
        return unit(vector);
    }

    Embedding question(List<Features.Asked> asked) {
        float[] vector = new float[DIMENSION];
        for (Features.Asked word : asked) {
            for (Features.Way way : word.ways()) {
                double telling = statistics.knows(way.feature())
                        ? statistics.idf(way.feature())
                        : word.subject() * statistics.unknown();
                add(vector, way.feature(), way.weight() * telling);
            }
        }
        return unit(vector);
    }

    private void add(float[] vector, String feature, double weight) {
        Integer concept = dimensionOfConcept.get(feature);
        if (concept != null) {
            vector[concept] += (float) (CONCEPT_WEIGHT * weight);
            return;
        }
        hash(vector, feature, weight);
        String word = "^" + feature.substring(Features.WORD.length()) + "$";
        int pieces = word.length() - PIECE + 1;
        for (int at = 0; at < pieces; at++) {
            hash(vector, word.substring(at, at + PIECE), PIECE_WEIGHT * weight / Math.sqrt(pieces));
        }
    }

    /** Two dimensions each, with signs, so that features which collide seldom do so twice. */
    private static void hash(float[] vector, String feature, double weight) {
        int hash = mix(feature.hashCode());
        for (int half = 0; half < 2; half++) {
            int at = CONCEPTS + Math.floorMod(hash, DIMENSION - CONCEPTS);
            vector[at] += (float) ((hash & 0x40000000) == 0 ? weight : -weight) * 0.7071f;
            hash = mix(hash + 0x9e3779b9);
        }
    }

    private static int mix(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }

    private static Embedding unit(float[] vector) {
        Embedding embedding = Embedding.from(vector);
        embedding.normalize();
        return embedding;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public String modelName() {
        return name;
    }
}
