package app.henk.agent.model;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Hands on as one buffer what one read of the socket brought. A model's pieces come as one HTTP chunk each; when many
 * arrive together, everything behind this would else run once for each of them.
 */
final class ReadCoalescing extends ChannelDuplexHandler {

    private static final int MAX_COMPONENTS = 1024;

    private @Nullable ByteBuf first;
    private @Nullable CompositeByteBuf together;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpContent content
                && !(message instanceof LastHttpContent)
                && !(message instanceof HttpResponse)) {
            keep(ctx, content.content());
        } else {
            handOn(ctx);
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        handOn(ctx);
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        handOn(ctx);
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        release();
    }

    private void keep(ChannelHandlerContext ctx, ByteBuf content) {
        if (together != null) {
            together.addComponent(true, content);
        } else if (first != null) {
            together = ctx.alloc().compositeBuffer(MAX_COMPONENTS).addComponent(true, first);
            together.addComponent(true, content);
            first = null;
        } else {
            first = content;
        }
    }

    private void handOn(ChannelHandlerContext ctx) {
        ByteBuf whole = together != null ? together : first;
        together = null;
        first = null;
        if (whole != null) {
            ctx.fireChannelRead(new DefaultHttpContent(whole));
        }
    }

    private void release() {
        if (together != null) {
            together.release();
        }
        if (first != null) {
            first.release();
        }
        together = null;
        first = null;
    }
}
