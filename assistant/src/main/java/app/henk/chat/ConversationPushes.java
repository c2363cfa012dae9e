package app.henk.chat;

import app.henk.platform.Ids;
import app.henk.platform.PushHub;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens in a conversation besides the answers that were asked for: who has taken over or handed back, what people
 * say, who is typing. Each reader looks into the database when it is told that something has changed, so it does not
 * matter which instance changed it, or whether two changes were told as one.
 */
@Component
class ConversationPushes {

    private static final int PAGE = 100;
    // ids are made by several machines whose clocks differ a little: what came late by so much is still found
    private static final Duration SLACK = Duration.ofSeconds(5);
    // between loading the history and listening to what follows
    private static final Duration LOOK_BACK = Duration.ofMinutes(2);

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final HandoffStore handoffs;
    private final PushHub hub;

    ConversationPushes(TenantTransactions transactions, DatabaseClient database, HandoffStore handoffs, PushHub hub) {
        this.transactions = transactions;
        this.database = database;
        this.handoffs = handoffs;
        this.hub = hub;
    }

    /**
     * @param staff a person of the house reads and hears everybody; otherwise the visitor does, who hears the house
     * @param after the last message that the reader has
     */
    record Reader(Scope scope, UUID conversation, boolean staff, Optional<UUID> after) {

        List<String> heard() {
            return staff ? List.of("user", "assistant", "staff") : List.of("staff");
        }
    }

    /**
     * Begins with how things stand. Ends when the reader may no longer see the conversation. A message may come again
     * after a pause, under its own id.
     */
    Flux<MiniRun> of(Reader reader) {
        return Flux.defer(() -> {
            Seen seen = new Seen(reader.after());
            Flux<PushHub.Push> changes = hub.on(reader.scope().tenant(), Handoffs.conversation(reader.conversation()));
            // listens before it looks for the first time
            Flux<MiniRun> told = Flux.merge(changes, Flux.just(new PushHub.Push("", "")))
                    .onBackpressureLatest()
                    .concatMap(change -> look(reader, seen).map(Optional::of).defaultIfEmpty(Optional.empty()), 1)
                    .takeWhile(Optional::isPresent)
                    .concatMapIterable(Optional::orElseThrow);
            return Flux.merge(told.materialize(), typing(reader).materialize()).dematerialize();
        });
    }

    private Flux<MiniRun> typing(Reader reader) {
        return hub.on(reader.scope().tenant(), Handoffs.typing(reader.conversation()))
                .mapNotNull(push -> typing(push.detail(), reader.staff()));
    }

    private static @org.jspecify.annotations.Nullable MiniRun typing(String who, boolean staff) {
        if (staff) {
            return who.equals("visitor") ? run(AgUiFrames.custom("typing", Map.of("active", true))) : null;
        }
        return who.startsWith("staff ")
                ? run(AgUiFrames.custom("typing", Map.of("active", true, "name", who.substring(6))))
                : null;
    }

    private static MiniRun run(byte[] frame) {
        return new MiniRun(Ids.next(), List.of(frame), false);
    }

    /** Empty when there is nothing to see any more. */
    private Mono<List<MiniRun>> look(Reader reader, Seen seen) {
        return transactions
                .in(
                        reader.scope(),
                        () -> handoffs.state(reader.scope().tenant(), reader.conversation())
                                .zipWhen(state -> messages(reader, seen.after)))
                .flatMap(found -> {
                    List<MiniRun> runs = new ArrayList<>(seen.news(found.getT1()));
                    runs.addAll(seen.news(found.getT2()));
                    return found.getT2().size() < PAGE
                            ? Mono.just(runs)
                            : look(reader, seen).map(more -> {
                                runs.addAll(more);
                                return runs;
                            });
                });
    }

    private record Message(UUID id, String role, String text, Optional<String> name) {

        static Message of(Readable row) {
            return new Message(
                    Row.value(row, "id", UUID.class),
                    Row.value(row, "role", String.class),
                    Row.value(row, "text", String.class),
                    Optional.ofNullable(row.get("speaker_name", String.class)));
        }

        MiniRun run() {
            return new MiniRun(id, AgUiFrames.message(id.toString(), role, name, text), true);
        }
    }

    private Mono<List<Message>> messages(Reader reader, UUID after) {
        return database.sql("""
                        select id, role, text, speaker_name from message
                         where tenant_id = :tenant and conversation_id = :conversation and id > :after
                           and role = any(:roles)
                         order by id limit :page
                        """)
                .bind("tenant", reader.scope().tenant().value())
                .bind("conversation", reader.conversation())
                .bind("after", after)
                .bind("roles", reader.heard().toArray(String[]::new))
                .bind("page", PAGE)
                .map(Message::of)
                .all()
                .collectList();
    }

    /** What one reader has been told. Looks come one after another, so nothing here is shared. */
    private static final class Seen {

        private final Set<UUID> told = new HashSet<>();
        private UUID after;
        private Optional<Handoff> state = Optional.empty();

        Seen(Optional<UUID> last) {
            after = last.filter(id -> id.version() == 7)
                    .map(id -> earlier(id, SLACK))
                    .orElseGet(() -> earlier(Ids.next(), LOOK_BACK));
            last.ifPresent(told::add);
        }

        List<MiniRun> news(Handoff now) {
            if (state.equals(Optional.of(now))) {
                return List.of();
            }
            state = Optional.of(now);
            return List.of(run(AgUiFrames.custom("handoff", now.wire())));
        }

        List<MiniRun> news(List<Message> messages) {
            List<MiniRun> news = messages.stream()
                    .filter(message -> told.add(message.id()))
                    .filter(message -> !message.text().isBlank())
                    .map(Message::run)
                    .toList();
            if (!messages.isEmpty()) {
                UUID last = messages.getLast().id();
                // a full page of one moment must not be read for ever
                UUID next = messages.size() < PAGE ? earlier(last, SLACK) : last;
                after = after.compareTo(next) > 0 ? after : next;
                told.removeIf(id -> id.compareTo(after) < 0);
            }
            return news;
        }

        /** The first id of an earlier moment: ids of version 7 begin with their millisecond. */
        private static UUID earlier(UUID id, Duration by) {
            long millis = (id.getMostSignificantBits() >>> 16) - by.toMillis();
            return new UUID(Math.max(0, millis) << 16, 0);
        }
    }
}
