package app.henk.identity;

import app.henk.platform.Problem;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a customer is called, and where mail goes. The address is what one signs in with: it is not changed in passing. */
@Component
@Order(1)
class AccountFacts implements PersonalFacts {

    private static final String NAME = "name";
    private static final int LONGEST = 200;

    private final DatabaseClient database;
    private final Accounts accounts;

    AccountFacts(DatabaseClient database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    @Override
    public String section() {
        return "account";
    }

    @Override
    public String query() {
        return "select v.topic as ref, v.topic, v.value, a.created_at as at, null::uuid as conversation_id,"
                + " null::uuid as message_id from account a"
                + " cross join lateral (values ('name', a.name), ('email', a.email)) v (topic, value)"
                + " where a.tenant_id = henk.tenant() and a.id = " + ACCOUNTS;
    }

    @Override
    public boolean isCorrectable(String topic) {
        return topic.equals(NAME);
    }

    @Override
    public Mono<Boolean> correct(Principal who, String ref, Correction correction) {
        String name = correction.value();
        if (name.length() > LONGEST || name.contains("://")) {
            return Mono.error(Problem.badRequest("wrong-value", "This cannot be a name."));
        }
        UUID account = who.scope().actor();
        return database.sql("update account set name = :name where tenant_id = henk.tenant() and id = :account")
                .bind("name", name)
                .bind("account", account)
                .fetch()
                .rowsUpdated()
                .doOnNext(done -> accounts.forget(new AccountStore.Key(who.tenant(), account)))
                .map(rows -> rows > 0);
    }
}
