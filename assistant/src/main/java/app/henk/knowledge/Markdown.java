package app.henk.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Reads a document: front matter with title, slug, lang and tags, then Markdown that falls into sections by heading. */
final class Markdown {

    static final int LONGEST_PASSAGE = 1_600;
    static final int LONGEST_DOCUMENT = 400_000;

    private static final Parser PARSER =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.NONE).build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.COMPACT)
            .build();

    /** @param sections in their order; the text of none is longer than {@link #LONGEST_PASSAGE} */
    record Parsed(String slug, String title, Language language, List<String> tags, List<Section> sections) {}

    private Markdown() {}

    /** @throws IllegalArgumentException saying what the document lacks */
    static Parsed parse(String source) {
        if (source.length() > LONGEST_DOCUMENT) {
            throw new IllegalArgumentException("A document may have " + LONGEST_DOCUMENT + " characters");
        }
        String text = source.replace("\r\n", "\n");
        int end = text.startsWith("---\n") ? text.indexOf("\n---\n", 3) : -1;
        if (end < 0) {
            throw new IllegalArgumentException("A document begins with title, slug and lang between lines of ---");
        }
        Map<String, String> front = frontMatter(text.substring(4, Math.max(4, end)));
        String title = required(front, "title");
        Language language = Language.of(required(front, "lang"));
        List<String> tags = list(front.getOrDefault("tags", ""));
        var document = new Section(language, title, String.join(" ", tags), "", "", List.of());
        return new Parsed(
                required(front, "slug"),
                title,
                language,
                tags,
                sections(PARSER.parse(text.substring(end + 5)), document));
    }

    private static Map<String, String> frontMatter(String text) {
        Map<String, String> front = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                front.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip().replaceAll("^[\"'](.*)[\"']$", "$1"));
            }
        }
        return front;
    }

    private static String required(Map<String, String> front, String key) {
        String value = front.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The document's front matter has no " + key);
        }
        return value;
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.replaceAll("^\\[|]$", "").split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static List<Section> sections(Node root, Section document) {
        List<Section> sections = new ArrayList<>();
        String[] headings = new String[7];
        Arrays.fill(headings, "");
        StringBuilder text = new StringBuilder();
        List<Section.Asked> asked = new ArrayList<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                close(sections, document, headings, text, asked);
                headings[heading.getLevel()] = TEXT.render(heading).strip();
                Arrays.fill(headings, heading.getLevel() + 1, headings.length, "");
            } else if (node instanceof HtmlBlock html) {
                asked.addAll(AskedComment.read(html.getLiteral(), document.language()));
            } else if (node instanceof Block block) {
                text.append(TEXT.render(block).strip()).append('\n');
            }
        }
        close(sections, document, headings, text, asked);
        return sections;
    }

    private static void close(
            List<Section> sections,
            Section document,
            String[] headings,
            StringBuilder text,
            List<Section.Asked> questions) {
        String path = String.join(
                " › ",
                Arrays.stream(headings)
                        .filter(heading -> !heading.isEmpty() && !heading.equals(document.title()))
                        .toList());
        List<Section.Asked> asked = List.copyOf(questions);
        for (String piece : pieces(text.toString().strip())) {
            sections.add(new Section(document.language(), document.title(), document.tags(), path, piece, asked));
            asked = List.of();
        }
        text.setLength(0);
        questions.clear();
    }

    /** Cuts what is too long at the end of a paragraph, of a sentence, or else of a word. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (rest.length() > LONGEST_PASSAGE) {
            int cut = rest.lastIndexOf('\n', LONGEST_PASSAGE);
            cut = cut > LONGEST_PASSAGE / 2 ? cut : rest.lastIndexOf(". ", LONGEST_PASSAGE) + 1;
            cut = cut > LONGEST_PASSAGE / 2 ? cut : rest.lastIndexOf(' ', LONGEST_PASSAGE);
            cut = cut > 0 ? cut : LONGEST_PASSAGE;
            pieces.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }
}
