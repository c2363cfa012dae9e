package app.henk.knowledge;

import java.util.List;

/** An answer as a document like any other: one section, which is known to answer its question. */
final class AnswerDocument {

    private AnswerDocument() {}

    /** Plain words alone: nothing that somebody types can close the front matter, open a section or a comment. */
    static String source(String slug, String language, String question, String answer) {
        String title = question.replaceAll("[\\s#<>-]+", " ").strip();
        String text = answer.replaceAll("(?m)^\\s*(#{1,6}|={2,}|-{2,})\\s*", "")
                .replace("<", "‹")
                .replace(">", "›");
        return "---\ntitle: " + title + "\nslug: " + slug + "\nlang: " + language + "\n---\n\n## " + title + "\n" + text
                + "\n\n"
                + AskedComment.write(List.of(new Section.Asked(Language.of(language), question)));
    }
}
