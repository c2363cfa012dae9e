package app.henk.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Asks the model directly, to know what of a turn's time is its own. */
final class ModelDialogue implements Dialogue {

    private static final ByteBuf TEXT =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\"text\"", StandardCharsets.US_ASCII));
    private static final String ASK = "{\"contents\":[]}";
    private static final String GO_ON = "{\"contents\":[{\"parts\":[{\"functionResponse\":{}}]}]}";

    private final boolean tool;
    private boolean asked;
    private boolean answering;
    private long firstText;

    ModelDialogue(boolean tool) {
        this.tool = tool;
    }

    @Override
    public String path() {
        return "/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse";
    }

    @Override
    public String next() {
        answering = !tool || asked;
        if (!asked) {
            firstText = 0;
        }
        asked = !asked && tool;
        return answering ? GO_ON : ASK;
    }

    @Override
    public void read(ByteBuf body) {
        if (answering && firstText == 0 && ByteBufUtil.indexOf(TEXT.duplicate(), body) >= 0) {
            firstText = System.nanoTime();
        }
    }

    @Override
    public long firstText() {
        return firstText;
    }

    @Override
    public Turn ended() {
        return answering ? new Turn.Whole(1) : new Turn.Unfinished();
    }
}
