package app.henk.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How people ask for what a section says, a question a line, in a comment that no reader of the document sees:
 * {@code <!-- asked}, and {@code <!-- asked en} where they ask in another language than the document's.
 */
final class AskedComment {

    static final int LONGEST = 300;
    static final int MOST = 80;

    private static final Pattern COMMENT = Pattern.compile("<!-- asked(?: (de|en|fr))?\\R(.*?)-->", Pattern.DOTALL);

    private AskedComment() {}

    /** Nothing for any other HTML; it is no part of the text either. */
    static List<Section.Asked> read(String html, Language document) {
        return COMMENT.matcher(html)
                .results()
                .flatMap(comment -> {
                    String code = comment.group(1);
                    Language language = code == null ? document : Language.of(code.toLowerCase(Locale.ROOT));
                    return comment.group(2).lines().map(line -> new Section.Asked(language, line.strip()));
                })
                .filter(asked -> !asked.text().isEmpty() && asked.text().length() <= LONGEST)
                .limit(MOST)
                .toList();
    }

    /** As {@link #read} reads it; what could end the comment is taken out. */
    static String write(List<Section.Asked> asked) {
        StringBuilder comments = new StringBuilder();
        for (Section.Asked one : asked) {
            comments.append("<!-- asked ")
                    .append(one.language().code())
                    .append('\n')
                    .append(one.text().replaceAll("[\\s<>-]+", " ").strip())
                    .append("\n-->\n");
        }
        return comments.toString();
    }
}
