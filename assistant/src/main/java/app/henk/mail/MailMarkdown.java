package app.henk.mail;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The body of a mail: Markdown that becomes HTML and plain text. What people wrote goes in as text and stays text, and
 * pictures from elsewhere, which would tell when a mail is read, become their description.
 */
final class MailMarkdown {

    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern BREAKS = Pattern.compile("[ \\t]*(\\R[ \\t]*)+");
    // overrides and isolates could show a text the other way round than it is
    private static final Pattern DIRECTIONS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F]");

    // mail programs know little of style sheets: what matters stands at each element
    private static final Map<String, String> STYLES = Map.of(
            "p", "margin:0 0 16px",
            "blockquote", "margin:0 0 20px;padding:14px 18px;border-left:3px solid #b9a77c;background-color:#f6f4ee",
            "ul", "margin:0 0 16px;padding:0 0 0 22px",
            "ol", "margin:0 0 16px;padding:0 0 0 22px",
            "li", "margin:0 0 6px",
            "a", "color:#1c2740");
    private static final String BUTTON = "display:inline-block;padding:12px 22px;border-radius:24px;"
            + "background-color:#1c2740;color:#ffffff;text-decoration:none";

    private static final Parser PARSER =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.NONE).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .omitSingleParagraphP(false)
            .attributeProviderFactory(context -> MailMarkdown::style)
            .build();

    private MailMarkdown() {}

    /** Text in which nothing is Markdown; its line breaks stay breaks, wherever it is put. */
    static String escaped(String text) {
        String plain = BREAKS.matcher(oneDirection(text).strip()).replaceAll("\n");
        return PUNCTUATION.matcher(plain).replaceAll("\\\\$0").replace("\n", "\\\n");
    }

    /** One line of a header. */
    static String line(String text) {
        return oneDirection(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    static String html(String markdown) {
        return HTML.render(parsed(markdown));
    }

    static String text(String markdown) {
        return PlainText.of(parsed(markdown));
    }

    private static Node parsed(String markdown) {
        Node document = PARSER.parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                visitChildren(image);
                Node before = image;
                for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
                    before.insertAfter(child);
                    before = child;
                }
                if (before == image) {
                    image.insertAfter(new Text(""));
                }
                image.unlink();
            }
        });
        return document;
    }

    /** A name from right to left must not turn the sentence around it. */
    private static String oneDirection(String text) {
        String plain = DIRECTIONS.matcher(text).replaceAll("");
        boolean fromTheRight = plain.chars()
                .map(Character::getDirectionality)
                .anyMatch(way -> List.of((int) Character.DIRECTIONALITY_RIGHT_TO_LEFT, (int)
                                Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                        .contains(way));
        return fromTheRight ? "\u2068" + plain + "\u2069" : plain;
    }

    private static void style(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link link
                && link.getParent() instanceof Paragraph
                && link.getPrevious() == null
                && link.getNext() == null) {
            attributes.put("style", BUTTON);
            attributes.put("class", "button");
        } else if (node instanceof Paragraph && node.getNext() == null && !(node.getParent() instanceof Document)) {
            attributes.put("style", "margin:0");
        } else if (STYLES.containsKey(tag)) {
            attributes.put("style", STYLES.get(tag));
        }
    }
}
