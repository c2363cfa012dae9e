package app.henk.knowledge;

/**
 * A part of a document under one heading.
 *
 * @param headings from below the document's title down, joined by " › "; empty before the first heading
 */
record Section(Language language, String title, String headings, String text) {

    /** What a reader sees as the place of a passage. */
    String path() {
        return headings.isEmpty() ? title : title + " › " + headings;
    }
}
