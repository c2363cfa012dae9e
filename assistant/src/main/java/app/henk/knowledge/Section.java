package app.henk.knowledge;

import java.util.List;

/**
 * A part of a document under one heading.
 *
 * @param tags what the document as a whole is about, in its author's keywords
 * @param headings from below the document's title down, joined by " › "; empty before the first heading
 * @param asked how people ask for what it says, in any language and seldom in the document's own words
 */
record Section(Language language, String title, String tags, String headings, String text, List<Asked> asked) {

    /** A question that the section answers. */
    record Asked(Language language, String text) {}

    /** What a reader sees as the place of a passage. */
    String path() {
        return headings.isEmpty() ? title : title + " › " + headings;
    }
}
