package app.henk.fakes;

import app.henk.fakes.FakeReply.Step;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts a reply on the wire: in time, in portions, or broken where the script says. */
final class FakeWire {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FakeWire() {}

    /** @param left told when the client goes before it has all */
    static Publisher<Void> stream(HttpServerResponse response, FakeReply reply, FakeEvents events, Runnable left) {
        AtomicBoolean whole = new AtomicBoolean();
        Flux<ByteBuf> body = Flux.fromIterable(FakeEvents.complete(reply.steps))
                .takeWhile(step -> !(step instanceof Step.Cut cut && !cut.hard()))
                .concatMap(step -> perform(step, reply, events, response), 1)
                .doOnComplete(() -> whole.set(true));
        Flux<ByteBuf> portions = reply.cutEvery > 0 ? inPortions(body, reply.cutEvery) : body;
        return response.header("Content-Type", "text/event-stream")
                .send(
                        portions.doOnCancel(() -> {
                            if (!whole.get()) {
                                left.run();
                            }
                        }),
                        buffer -> true);
    }

    private static Publisher<ByteBuf> perform(
            Step step, FakeReply reply, FakeEvents events, HttpServerResponse response) {
        return switch (step) {
            case Step.Pause pause -> Mono.delay(pause.length()).then(Mono.empty());
            case Step.Hang _ -> Flux.never();
            case Step.Cut _ -> {
                response.withConnection(connection -> connection.channel().close());
                yield Flux.never();
            }
            default -> {
                Mono<ByteBuf> event = Mono.fromSupplier(() -> Unpooled.wrappedBuffer(events.event(step)));
                yield reply.pace.isZero() ? event : Mono.delay(reply.pace).then(event);
            }
        };
    }

    private static Flux<ByteBuf> inPortions(Flux<ByteBuf> body, int size) {
        return body.collect(ByteArrayOutputStream::new, (all, part) -> {
                    byte[] bytes = new byte[part.readableBytes()];
                    part.readBytes(bytes);
                    all.writeBytes(bytes);
                })
                .flatMapIterable(all -> {
                    List<ByteBuf> portions = new ArrayList<>();
                    byte[] bytes = all.toByteArray();
                    for (int from = 0; from < bytes.length; from += size) {
                        portions.add(Unpooled.wrappedBuffer(
                                Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size))));
                    }
                    return portions;
                });
    }

    static Publisher<Void> json(HttpServerResponse response, ObjectNode body) {
        return response.header("Content-Type", "application/json; charset=UTF-8")
                .sendByteArray(Mono.just(JSON.writeValueAsBytes(body)));
    }

    static Publisher<Void> send(HttpServerResponse response, FakeReply reply) {
        if (!reply.retryAfter.isEmpty()) {
            response.header("Retry-After", reply.retryAfter);
        }
        return response.status(reply.status)
                .header("Content-Type", reply.contentType)
                .sendByteArray(Mono.just(reply.body));
    }
}
