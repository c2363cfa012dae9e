package app.henk.knowledge;

/**
 * A part of a document under one heading.
 *
 * @param tags what the document as a whole is about, in its author's keywords
 * @param headings from below the document's title down, joined by " › "; empty before the first heading
 */
record Section(Language language, String title, String tags, String headings, String text) {

    /** What a reader sees as the place of a passage. */
    String path() {
        return headings.isEmpty() ? title : title + " › " + headings;
    }
}
