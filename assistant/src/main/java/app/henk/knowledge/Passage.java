package app.henk.knowledge;

import java.util.UUID;

/**
 * A section of a document that answers something.
 *
 * @param document the document's slug
 * @param path headings from the document's title down, joined by " › "
 * @param score fused rank; only comparable inside one result
 * @param alike how much the question is one that this is known to answer, up to 1 for its very words
 */
public record Passage(
        UUID id,
        String document,
        String title,
        String path,
        String language,
        String text,
        double score,
        double alike) {}
