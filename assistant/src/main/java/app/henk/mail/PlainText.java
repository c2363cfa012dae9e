package app.henk.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Markdown as a person would write it into a plain mail: links on a line of their own, quotes set in. */
final class PlainText extends AbstractVisitor {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> margin = new ArrayDeque<>();

    private PlainText() {}

    static String of(Node document) {
        var text = new PlainText();
        document.accept(text);
        return text.out
                .toString()
                .replaceAll("[ ]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public void visit(Paragraph paragraph) {
        block(paragraph);
    }

    @Override
    public void visit(Heading heading) {
        block(heading);
    }

    @Override
    public void visit(BlockQuote quote) {
        within("  ", quote);
    }

    @Override
    public void visit(BulletList list) {
        visitChildren(list);
        newLine();
    }

    @Override
    public void visit(OrderedList list) {
        visitChildren(list);
        newLine();
    }

    @Override
    public void visit(ListItem item) {
        out.append("- ");
        margin.addLast("  ");
        visitChildren(item);
        margin.removeLast();
        int end = out.length();
        while (end > 0 && Character.isWhitespace(out.charAt(end - 1))) {
            end--;
        }
        out.setLength(end);
        newLine();
    }

    @Override
    public void visit(Link link) {
        int before = out.length();
        visitChildren(link);
        String label = out.substring(before);
        if (!label.equals(link.getDestination())) {
            newLine();
            out.append(link.getDestination());
        }
    }

    @Override
    public void visit(Text text) {
        out.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        out.append(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        out.append(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        literal(html.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock code) {
        literal(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        literal(code.getLiteral());
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        newLine();
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        newLine();
    }

    private void literal(String literal) {
        out.append(literal.strip().replace("\n", "\n" + String.join("", margin)));
        newLine();
        newLine();
    }

    private void block(Node node) {
        visitChildren(node);
        newLine();
        newLine();
    }

    private void within(String indent, Node node) {
        out.append(indent);
        margin.addLast(indent);
        visitChildren(node);
        margin.removeLast();
        newLine();
    }

    private void newLine() {
        out.append('\n').append(String.join("", margin));
    }
}
