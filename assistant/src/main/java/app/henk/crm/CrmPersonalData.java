package app.henk.crm;

import static app.henk.identity.PersonalTable.emptied;
import static app.henk.identity.PersonalTable.through;

import app.henk.identity.DataSubject;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import app.henk.platform.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Figures need to know that there was a wish and what became of it, not whose it was. A contact that a wish of somebody
 * else shares, because the same address was typed there, is that person's as well and stays.
 * The id of the conversation stays too: it is gone, so the id names nobody.
 */
@Component
class CrmPersonalData implements PersonalData {

    private static final String OWN_CONTACTS = " (" + OwnContacts.IDS + ")";
    private static final String CONTACT = "(id in" + OWN_CONTACTS + " or id in (select l.contact_id from lead l where"
            + " l.tenant_id = henk.tenant() and l.conversation_id = any(:conversations) and not exists (select"
            + " from lead o where o.tenant_id = l.tenant_id and o.contact_id = l.contact_id and"
            + " (o.conversation_id is null or o.conversation_id <> all(:conversations)))))";
    private static final String LEAD =
            "(conversation_id = any(:conversations) or lower(email) = any(:emails) or contact_id in" + OWN_CONTACTS
                    + ")";
    private static final String OF_LEAD = "(lead_id in (" + ids("lead", LEAD) + "))";
    private static final String DEAL =
            "(conversation_id = any(:conversations) or contact_id in" + OWN_CONTACTS + " or " + OF_LEAD + ")";
    private static final String TASK =
            "(contact_id in" + OWN_CONTACTS + " or " + OF_LEAD + " or deal_id in (" + ids("deal", DEAL) + "))";
    private static final String ACTIVITY = "(conversation_id = any(:conversations) or actor_id = any(:accounts)"
            + " or contact_id in" + OWN_CONTACTS + " or " + OF_LEAD + ")";
    private static final String CHANGE = "(entity = 'contact' and entity_id in (" + ids("contact", CONTACT) + "))"
            + " or (entity = 'lead' and entity_id in (" + ids("lead", LEAD) + "))"
            + " or (entity = 'deal' and entity_id in (" + ids("deal", DEAL) + "))"
            + " or (entity = 'task' and entity_id in (" + ids("task", TASK) + "))"
            + " or (entity = 'activity' and entity_id in (" + ids("activity", ACTIVITY) + "))"
            + " or (entity = 'salesperson' and entity_id = any(:accounts))";
    // whoever keeps a copy is to empty it
    private static final String COPIED = "select 'contact' as entity, id, version from contact where tenant_id ="
            + " henk.tenant() and " + CONTACT + " union all select 'lead', id, version from lead where tenant_id ="
            + " henk.tenant() and " + LEAD + " union all select 'deal', id, version from deal where tenant_id ="
            + " henk.tenant() and " + DEAL + " union all select 'task', id, version from task where tenant_id ="
            + " henk.tenant() and " + TASK + " union all select 'activity', id, 0 from activity where tenant_id ="
            + " henk.tenant() and " + ACTIVITY;

    private static final String COUNTED = ", version = version + 1, updated_at = now()";

    private final ContactBlock block;
    private final Changes changes;
    private final DatabaseClient database;

    CrmPersonalData(ContactBlock block, Changes changes, DatabaseClient database) {
        this.block = block;
        this.changes = changes;
        this.database = database;
    }

    @Override
    public String section() {
        return "crm";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                through("change", CHANGE, "henk.forget_change"),
                through(
                        "change_set",
                        "conversation_id = any(:conversations) or actor_id = any(:accounts)",
                        "henk.forget_change_set"),
                through("activity", ACTIVITY, "henk.forget_activity"),
                emptied("task", TASK, "subject = '–', done_at = coalesce(done_at, now())" + COUNTED),
                emptied(
                        "deal",
                        DEAL,
                        "title = '–', notes = '', lost_reason = null, origin = null, product = null, sector = null,"
                                + " source = null, organisation_id = null, expected_close = null" + COUNTED
                                + closed()),
                emptied(
                        "lead",
                        LEAD,
                        "first_name = '', last_name = '', email = null, phone = null, company = null,"
                                + " occasion = null, event_date = null, notes = '', wish = '{}', language = null,"
                                + " organisation_id = null, origin = null,"
                                + " status = case when status in ('won', 'lost') then status else 'lost' end"
                                + COUNTED),
                emptied(
                        "contact",
                        CONTACT,
                        "first_name = '', last_name = '', email = null, phone = null, company = null,"
                                + " organisation_id = null, job_title = null, language = null, account_id = null"
                                + COUNTED),
                emptied(
                        "salesperson",
                        "account_id = any(:accounts)",
                        "name = id::text, team = '', manager_id = null, account_id = null, active = false,"
                                + " version = version + 1"));
    }

    @Override
    public Mono<Void> consentWithdrawn(DataSubject person) {
        return block.put(person);
    }

    @Override
    public Mono<Void> erasing(DataSubject person) {
        return copied(person)
                .collectList()
                .filter(copies -> !copies.isEmpty())
                .flatMap(
                        copies -> changes.within(person.tenant(), Door.of(Channel.SYSTEM), "person.erased", writing -> {
                            copies.forEach(writing::erased);
                            return Mono.just(person);
                        }))
                .then();
    }

    private Flux<Change> copied(DataSubject person) {
        return database.sql(COPIED)
                .bind("accounts", person.accounts().toArray(UUID[]::new))
                .bind("conversations", person.conversations().toArray(UUID[]::new))
                .bind("emails", person.emails().toArray(String[]::new))
                .map(row -> new Change(
                        Entity.ofTable(Row.value(row, "entity", String.class)),
                        Row.value(row, "id", UUID.class),
                        Operation.ERASED,
                        Map.of(),
                        Map.of(),
                        Row.value(row, "version", Integer.class) + 1))
                .all();
    }

    private static String ids(String table, String mine) {
        return "select id from " + table + " where tenant_id = henk.tenant() and " + mine;
    }

    /** Nobody is left to win: an open deal is lost, in the tenant's own lost stage. */
    private static String closed() {
        String lost = "(select s.key from stage s where s.tenant_id = henk.tenant() and s.state = 'lost'"
                + " order by s.position limit 1)";
        return ", stage_since = case when status = 'open' then now() else stage_since end, closed_at = case when status ="
                + " 'open' then now() else closed_at end, stage_key = case when status = 'open' then coalesce(" + lost
                + ", stage_key) else stage_key end, probability = case when status = 'open' then 0 else probability end,"
                + " status = case when status = 'open' then 'lost' else status end";
    }
}
