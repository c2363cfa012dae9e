package app.henk.crm;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
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
    private static final Set<String> OF_WISH = Set.of("company", "occasion", "event_date", "budget", "notes");
    private static final Set<String> GONE_IF_EMPTY =
            Set.of("email", "phone", "company", "occasion", "event_date", "budget", "notes");
    private static final Set<String> OF_CONTACT = Set.of("email", "phone", "company");
    // an address is one contact's: whoever has it already keeps it
    private static final String OWN_CONTACT = """
            select c.id from lead l join contact c on c.tenant_id = l.tenant_id and c.id = l.contact_id
             where l.tenant_id = henk.tenant() and l.id = :lead
               and not exists (select from lead o where o.tenant_id = l.tenant_id and o.contact_id = c.id
                                  and o.conversation_id is distinct from l.conversation_id)
               and not exists (select from contact x where x.tenant_id = l.tenant_id and x.email = :email
                                  and x.id <> c.id)
            """;

    private final DatabaseClient database;
    private final Tenants tenants;
    private final Changes changes;
    private final WishCorrections corrections;

    WishFacts(DatabaseClient database, Tenants tenants, Changes changes, WishCorrections corrections) {
        this.database = database;
        this.tenants = tenants;
        this.changes = changes;
        this.corrections = corrections;
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
        return REACH.contains(topic) || OF_WISH.contains(topic);
    }

    @Override
    public boolean isForgettable(String topic) {
        return GONE_IF_EMPTY.contains(topic);
    }

    @Override
    public Mono<Boolean> correct(Principal who, String ref, Correction correction) {
        Ref fact = Ref.of(ref);
        return tenants.tenant(who.tenant())
                .flatMap(tenant -> REACH.contains(fact.topic())
                        ? person(tenant, fact, correction.value())
                                .map(person -> reach(fact, person))
                                .flatMap(fields -> written(tenant, fact, fields, fields))
                        : written(
                                tenant,
                                fact,
                                Map.of(
                                        fact.topic(),
                                        Optional.of(corrections.read(tenant, fact.topic(), correction.value()))),
                                Map.of()));
    }

    @Override
    public Mono<Boolean> forget(Principal who, String ref) {
        Ref fact = Ref.of(ref);
        Map<String, Optional<String>> empty =
                Map.of(fact.topic(), Optional.of("").filter(text -> fact.topic().equals("notes")));
        return tenants.tenant(who.tenant())
                .flatMap(tenant -> written(tenant, fact, empty, OF_CONTACT.contains(fact.topic()) ? empty : Map.of()));
    }

    /** False when the lead is not there. */
    private Mono<Boolean> written(
            Tenant tenant,
            Ref fact,
            Map<String, ? extends Optional<?>> ofLead,
            Map<String, Optional<String>> ofContact) {
        return changes.within(
                tenant.id(),
                Door.of(Channel.CHAT),
                "lead.corrected",
                writing -> (ofContact.isEmpty() ? Mono.<UUID>empty() : ownContact(fact, ofContact))
                        .flatMap(id -> writing.lockAny(Entity.CONTACT, id))
                        .flatMap(contact -> writing.update(contact, ofContact))
                        .then(writing.lockAny(Entity.LEAD, fact.lead()))
                        .flatMap(lead -> corrections.write(writing, tenant, lead, ofLead))
                        .hasElement());
    }

    private Mono<UUID> ownContact(Ref fact, Map<String, Optional<String>> fields) {
        return database.sql(OWN_CONTACT)
                .bind("lead", fact.lead())
                .bind(
                        "email",
                        Parameter.fromOrEmpty(
                                fields.getOrDefault("email", Optional.empty()).orElse(null), String.class))
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }

    private static Mono<PersonDetails> person(Tenant tenant, Ref fact, String value) {
        Optional<String> told = Optional.of(value);
        return PersonDetails.read(
                        tenant,
                        told.filter(v -> fact.topic().equals("name")),
                        told.filter(v -> fact.topic().equals("email")),
                        told.filter(v -> fact.topic().equals("phone")))
                .flatMap(person -> person.errors().isEmpty()
                        ? Mono.just(person)
                        : Mono.error(
                                Problem.badRequest("wrong-value", "This cannot be a person's " + fact.topic() + ".")));
    }

    private static Map<String, Optional<String>> reach(Ref fact, PersonDetails person) {
        return switch (fact.topic()) {
            case "name" ->
                Map.of("first_name", Optional.of(person.firstName()), "last_name", Optional.of(person.lastName()));
            case "email" -> Map.of("email", person.email());
            default -> Map.of("phone", person.phone());
        };
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
