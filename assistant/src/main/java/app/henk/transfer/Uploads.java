package app.henk.transfer;

import app.henk.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes a file in from a request onto the disk, for as long as somebody looks at it. */
@Component
class Uploads {

    private static final long MOST_BYTES = 100L * 1024 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_VALUES = 10;

    /** @param values of the request's other parts */
    record Upload(Path file, String name, Map<String, String> values) {

        Optional<String> value(String part) {
            return Optional.ofNullable(values.get(part)).map(String::strip).filter(text -> !text.isEmpty());
        }
    }

    /** The file is gone when {@code use} has ended. Fails with a problem when there is no file, or it is too large. */
    <T> Mono<T> with(Flux<PartEvent> parts, Function<Upload, Mono<T>> use) {
        return Mono.usingWhen(
                blocking(() -> Files.createTempFile("henk-import-", ".upload")),
                file -> receive(parts, file).flatMap(use),
                file -> blocking(() -> Files.deleteIfExists(file)));
    }

    private static Mono<Upload> receive(Flux<PartEvent> parts, Path file) {
        Map<String, String> values = new HashMap<>();
        List<String> names = new ArrayList<>();
        return parts.windowUntil(PartEvent::isLast)
                .concatMap(part -> part.switchOnFirst((signal, events) -> switch (signal.get()) {
                    case FilePartEvent first
                    when names.isEmpty() -> {
                        names.add(named(first.filename()));
                        yield write(events.map(PartEvent::content), file).thenMany(Flux.<Void>empty());
                    }
                    case FormPartEvent value
                    when values.size() < MOST_VALUES -> {
                        values.put(value.name(), value.value());
                        yield events.<Void>handle((event, sink) -> DataBufferUtils.release(event.content()));
                    }
                    case null -> events.<Void>handle((event, sink) -> {});
                    default -> events.<Void>handle((event, sink) -> DataBufferUtils.release(event.content()));
                }))
                .then(Mono.fromCallable(() -> {
                    if (names.isEmpty()) {
                        throw Problem.badRequest(
                                "no-file", "Send the file in a multipart/form-data request, in a part called 'file'.");
                    }
                    return new Upload(file, names.getFirst(), Map.copyOf(values));
                }));
    }

    private static Mono<Void> write(Flux<DataBuffer> content, Path file) {
        AtomicLong written = new AtomicLong();
        Flux<DataBuffer> bounded = content.handle((buffer, sink) -> {
            if (written.addAndGet(buffer.readableByteCount()) > MOST_BYTES) {
                DataBufferUtils.release(buffer);
                long most = MOST_BYTES / (1024 * 1024);
                sink.error(new Problem(
                                HttpStatus.CONTENT_TOO_LARGE,
                                "file-too-large",
                                "The file may have at most " + most + " MB. Split it into several.")
                        .with("most_mb", most));
            } else {
                sink.next(buffer);
            }
        });
        return DataBufferUtils.write(bounded, file);
    }

    /** Without the folders that some browsers send along. */
    private static String named(String given) {
        String name = given.replace('\\', '/');
        String last = name.substring(name.lastIndexOf('/') + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        String known = last.isEmpty() ? "file" : last;
        return known.substring(0, Math.min(known.length(), LONGEST_NAME));
    }

    private interface Blocking<T> {
        T call() throws IOException;
    }

    private static <T> Mono<T> blocking(Blocking<T> work) {
        return Mono.fromCallable(() -> {
                    try {
                        return work.call();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
