package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.platform.NamedDays;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The conversations of whoever is signed in, so that one of them can be gone on with. */
@Component
class OwnConversations {

    private static final String LIST = """
            select c.id, c.last_at, coalesce(left(m.text, 120), '') as title from conversation c
              left join lateral (select text from message m where m.tenant_id = c.tenant_id
                   and m.conversation_id = c.id and m.role = 'user' order by m.id limit 1) m on true
             where c.tenant_id = :tenant and c.account_id = :account
               and (cast(:before as timestamptz) is null or (c.last_at, c.id) < (:before, :last))
             order by c.last_at desc, c.id desc limit :limit
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    OwnConversations(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** @param title how it began, at most 120 characters */
    record Talk(String session_id, String title, Instant last_at) {}

    /** @param next for {@code after}; empty on the last page */
    record Page(List<Talk> conversations, Optional<String> next) {}

    private record Found(UUID id, String title, Instant lastAt) {}

    /** @param after where the page before ended */
    Mono<Page> list(Principal who, Optional<String> after, int limit) {
        UUID account = Optional.ofNullable(ConversationStore.account(who))
                .orElseThrow(() -> Problem.forbidden("Sign in to see your conversations."));
        Optional<Cursor> from = after.map(Cursor::read);
        Scope scope = who.scope();
        return transactions
                .in(scope, () -> {
                    var statement = database.sql(LIST)
                            .bind("tenant", scope.tenant().value())
                            .bind("account", account)
                            .bind("limit", limit + 1);
                    statement = from.isPresent()
                            ? statement
                                    .bind("before", from.get().at())
                                    .bind("last", from.get().id())
                            : statement.bindNull("before", Instant.class).bindNull("last", UUID.class);
                    return statement
                            .map(row -> new Found(
                                    Row.value(row, "id", UUID.class),
                                    Row.value(row, "title", String.class),
                                    Row.value(row, "last_at", Instant.class)))
                            .all()
                            .collectList();
                })
                .map(found -> page(found, limit));
    }

    private static Page page(List<Found> found, int limit) {
        List<Found> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit
                ? Optional.of(
                        new Cursor(shown.getLast().lastAt(), shown.getLast().id()).text())
                : Optional.empty();
        return new Page(
                shown.stream()
                        .map(one -> new Talk(SessionKey.accountWire(one.id()), one.title(), one.lastAt()))
                        .toList(),
                next);
    }

    /** Where a page ended. */
    private record Cursor(Instant at, UUID id) {

        String text() {
            return at + "_" + id;
        }

        static Cursor read(String text) {
            int bar = text.indexOf('_');
            try {
                return new Cursor(
                        NamedDays.time(text.substring(0, Math.max(0, bar))), UUID.fromString(text.substring(bar + 1)));
            } catch (DateTimeException | IllegalArgumentException broken) {
                throw Problem.badRequest(
                        "wrong-cursor", "The parameter 'after' must be the 'next' of the page before.");
            }
        }
    }
}
