package app.henk.crm;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What a person left to be called back: how to reach them, and what for. A correction reaches the lead, and the contact
 * where no wish of somebody else hangs on it.
 */
@Component
@Order(10)
class WishFacts implements PersonalFacts {

    private static final Set<String> REACH = Set.of("name", "email", "phone");
    private static final Set<String> PLAIN = Set.of("company", "notes");
    private static final Set<String> GONE_IF_EMPTY =
            Set.of("email", "phone", "company", "occasion", "event_date", "budget", "notes");
    private static final String OWN_CONTACT = " from lead l where l.tenant_id = henk.tenant() and l.id = :lead"
            + " and c.tenant_id = henk.tenant() and c.id = l.contact_id and not exists (select from lead o"
            + " where o.tenant_id = henk.tenant() and o.contact_id = c.id"
            + " and o.conversation_id is distinct from l.conversation_id)";

    private final DatabaseClient database;
    private final Tenants tenants;

    WishFacts(DatabaseClient database, Tenants tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    @Override
    public String section() {
        return "requests";
    }

    @Override
    public String query() {
        return "select l.id || ' ' || v.topic as ref, v.topic, v.value, l.updated_at as at, l.conversation_id,"
                + " null::uuid as message_id from lead l cross join lateral (values"
                + " ('name', btrim(l.first_name || ' ' || l.last_name)), ('email', l.email), ('phone', l.phone),"
                + " ('company', l.company), ('occasion', l.occasion), ('event_date', l.event_date::text),"
                + " ('budget', trim_scale(l.budget) || ' ' || l.currency), ('notes', l.notes)) v (topic, value)"
                + " where l.tenant_id = henk.tenant() and v.value <> ''"
                + " and (l.conversation_id = " + CONVERSATIONS + " or lower(l.email) = " + EMAILS + ")";
    }

    @Override
    public boolean isCorrectable(String topic) {
        return REACH.contains(topic) || PLAIN.contains(topic);
    }

    @Override
    public boolean isForgettable(String topic) {
        return GONE_IF_EMPTY.contains(topic);
    }

    @Override
    public Mono<Boolean> correct(Principal who, String ref, Correction correction) {
        Ref fact = Ref.of(ref);
        return REACH.contains(fact.topic())
                ? person(who, fact, correction.value()).flatMap(person -> reach(fact, person))
                : changed(
                        "update lead set " + fact.topic() + " = :value, version = version + 1, updated_at = now()",
                        fact,
                        correction.value());
    }

    @Override
    public Mono<Boolean> forget(Principal who, String ref) {
        Ref fact = Ref.of(ref);
        String empty = fact.topic().equals("notes") ? "''" : "null";
        Mono<Boolean> ofLead = rows(
                of(
                        fact,
                        "update lead set " + fact.topic() + " = " + empty
                                + ", version = version + 1, updated_at = now() where tenant_id = henk.tenant() and id = :lead"));
        boolean shared = Set.of("email", "phone", "company").contains(fact.topic());
        return shared
                ? rows(of(fact, "update contact c set " + fact.topic() + " = null, updated_at = now()" + OWN_CONTACT))
                        .then(ofLead)
                : ofLead;
    }

    private Mono<PersonDetails> person(Principal who, Ref fact, String value) {
        Optional<String> told = Optional.of(value);
        return tenants.tenant(who.tenant())
                .flatMap(tenant -> PersonDetails.read(
                        tenant,
                        told.filter(v -> fact.topic().equals("name")),
                        told.filter(v -> fact.topic().equals("email")),
                        told.filter(v -> fact.topic().equals("phone"))))
                .flatMap(person -> person.errors().isEmpty()
                        ? Mono.just(person)
                        : Mono.error(
                                Problem.badRequest("wrong-value", "This cannot be a person's " + fact.topic() + ".")));
    }

    private Mono<Boolean> reach(Ref fact, PersonDetails person) {
        return switch (fact.topic()) {
            case "name" ->
                name(
                                "update contact c set first_name = :first, last_name = :last, updated_at = now()"
                                        + OWN_CONTACT,
                                fact,
                                person)
                        .then(name(
                                "update lead set first_name = :first, last_name = :last, version = version + 1,"
                                        + " updated_at = now() where tenant_id = henk.tenant() and id = :lead",
                                fact,
                                person));
            case "email" ->
                one(
                        // an address is one contact's: whoever has it already keeps it
                        "update contact c set email = :value, updated_at = now()" + OWN_CONTACT
                                + " and not exists (select from contact x where x.tenant_id = henk.tenant()"
                                + " and x.email = :value)",
                        "email",
                        fact,
                        person.email().orElseThrow());
            default ->
                one(
                        "update contact c set phone = :value, updated_at = now()" + OWN_CONTACT,
                        "phone",
                        fact,
                        person.phone().orElseThrow());
        };
    }

    private Mono<Boolean> one(String ofContact, String column, Ref fact, String value) {
        return rows(of(fact, ofContact).bind("value", value))
                .then(changed(
                        "update lead set " + column + " = :value, version = version + 1, updated_at = now()",
                        fact,
                        value));
    }

    private Mono<Boolean> name(String sql, Ref fact, PersonDetails person) {
        return rows(of(fact, sql).bind("first", person.firstName()).bind("last", person.lastName()));
    }

    private Mono<Boolean> changed(String sql, Ref fact, String value) {
        return rows(of(fact, sql + " where tenant_id = henk.tenant() and id = :lead")
                .bind("value", value));
    }

    private GenericExecuteSpec of(Ref fact, String sql) {
        return database.sql(sql).bind("lead", fact.lead());
    }

    private static Mono<Boolean> rows(GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    /** The topic becomes a column's name: only one of those that the query gives out. */
    private record Ref(UUID lead, String topic) {

        static Ref of(String ref) {
            int space = ref.indexOf(' ');
            String topic = ref.substring(space + 1);
            if (!topic.equals("name") && !GONE_IF_EMPTY.contains(topic)) {
                throw new IllegalArgumentException("not a fact of a wish: " + topic);
            }
            return new Ref(UUID.fromString(ref.substring(0, space)), topic);
        }
    }
}
