package app.henk.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One connection that asks again and again. */
final class LoadStream extends SimpleChannelInboundHandler<HttpObject> {

    private final Dialogue dialogue;
    private final Tally tally;
    private final int port;
    private ChannelHandlerContext channel;
    private boolean working;
    private boolean between = true;
    private long begun;
    private int status;

    LoadStream(Dialogue dialogue, Tally tally, int port) {
        this.dialogue = dialogue;
        this.tally = tally;
        this.port = port;
    }

    void refused(Throwable why) {
        tally.failed("no connection: " + why.getMessage());
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context;
        ask();
    }

    private void ask() {
        if (between) {
            if (!tally.starts()) {
                return;
            }
            between = false;
            working = true;
            begun = System.nanoTime();
        }
        ByteBuf body = ByteBufUtil.encodeString(
                channel.alloc(), java.nio.CharBuffer.wrap(dialogue.next()), StandardCharsets.UTF_8);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, dialogue.path(), body);
        request.headers()
                .set("Host", "127.0.0.1:" + port)
                .set("Accept", "text/event-stream")
                .set("Content-Type", "application/json")
                .set("Content-Length", body.readableBytes());
        channel.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpResponse response) {
            status = response.status().code();
        }
        if (message instanceof HttpContent content) {
            if (content.content().isReadable()) {
                if (status == 200) {
                    dialogue.read(content.content());
                } else {
                    tally.failed(status + " " + content.content().toString(StandardCharsets.UTF_8));
                }
            }
            if (message instanceof LastHttpContent) {
                answered();
            }
        }
    }

    private void answered() {
        switch (status == 200 ? dialogue.ended() : new Dialogue.Turn.Broken("status " + status)) {
            case Dialogue.Turn.Unfinished unfinished -> {}
            case Dialogue.Turn.Whole whole -> {
                tally.whole(begun, dialogue.firstText(), System.nanoTime(), whole.message());
                over();
            }
            case Dialogue.Turn.Broken broken -> {
                tally.failed(broken.why());
                over();
                // not a second flood on top of what went wrong
                channel.executor().schedule(this::ask, 200, TimeUnit.MILLISECONDS);
                return;
            }
        }
        ask();
    }

    private void over() {
        between = true;
        working = false;
        tally.ended();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (working) {
            tally.failed("the connection was closed under way");
            over();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        tally.failed(cause.toString());
        context.close();
    }
}
