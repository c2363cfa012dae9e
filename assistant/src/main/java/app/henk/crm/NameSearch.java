package app.henk.crm;

import app.henk.crm.Match.Closeness;
import app.henk.platform.Row;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows that a name or an address may mean. Runs in the caller's transaction and shows what its speaker may see. */
@Component
class NameSearch {

    // of one kind: more than are shown of all, whatever a common name brings
    private static final int CANDIDATES = 100;

    private static final String DEALS = """
            select d.id, d.title as label, coalesce(o.name, trim(c.first_name || ' ' || c.last_name), '') as detail,
                   array[o.name, trim(c.first_name || ' ' || c.last_name), c.last_name] as parts, n.likeness
              from deal d
              left join organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id
              left join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id
            """;
    private static final String LEADS = """
            select l.id, coalesce(nullif(trim(l.first_name || ' ' || l.last_name), ''), l.company, l.email, '–') as label,
                   coalesce(l.company, l.email, '') as detail, array[l.company, l.last_name] as parts, n.likeness
              from lead l
            """;
    private static final String CONTACTS = """
            select c.id, coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.email, c.phone, '–') as label,
                   coalesce(o.name, c.company, c.email, '') as detail,
                   array[c.last_name, coalesce(o.name, c.company)] as parts, n.likeness
              from contact c
              left join organisation o on o.tenant_id = c.tenant_id and o.id = c.organisation_id
            """;
    private static final String ORGANISATIONS = """
            select o.id, o.name as label, coalesce(o.sector, o.country, '') as detail, '{}'::text[] as parts, n.likeness
              from organisation o
            """;
    private static final String SALESPEOPLE = """
            select s.id, s.name as label, s.team as detail,
                   array[split_part(s.name, ' ', 1), regexp_replace(s.name, '^.* ', '')] as parts, n.likeness
              from salesperson s
            """;

    private static final Map<Entity, String> BY_NAME = Map.of(
            Entity.DEAL,
            // by title, by company, by person
            "with named as (select id, max(likeness) as likeness from (select * from henk.deals_titled(:words, :most)"
                    + " union all (select d.id, o.likeness from henk.organisations_named(:words, 20) o join deal d"
                    + " on d.tenant_id = henk.tenant() and d.organisation_id = o.id and d.deleted_at is null"
                    + " order by o.likeness desc, d.status = 'open' desc, d.id desc limit :most)"
                    + " union all (select d.id, c.likeness from henk.contacts_named(:words, 100) c join deal d"
                    + " on d.tenant_id = henk.tenant() and d.contact_id = c.id and d.deleted_at is null"
                    + " order by c.likeness desc, d.status = 'open' desc, d.id desc limit :most)) found group by id) "
                    + DEALS + " join named n on n.id = d.id"
                    + " where d.tenant_id = henk.tenant() and d.deleted_at is null",
            Entity.LEAD,
            LEADS + " join henk.contacts_named(:words, :most) n on n.id = l.contact_id"
                    + " where l.tenant_id = henk.tenant() and l.deleted_at is null limit :most",
            Entity.CONTACT,
            CONTACTS + " join henk.contacts_named(:words, :most) n on n.id = c.id"
                    + " where c.tenant_id = henk.tenant() and c.deleted_at is null",
            Entity.ORGANISATION,
            ORGANISATIONS + " join henk.organisations_named(:words, :most) n on n.id = o.id"
                    + " where o.tenant_id = henk.tenant() and o.deleted_at is null",
            Entity.SALESPERSON,
            // a house has hundreds of them at most
            SALESPEOPLE
                    + " cross join lateral (select word_similarity(henk.fold(:words), henk.fold(s.name)) as likeness) n"
                    + " where s.tenant_id = henk.tenant() and s.active and n.likeness >= 0.45"
                    + " limit :most");

    private static final String SURELY = " cross join (values (1::real)) n (likeness)";
    // also by an address of one that was merged into it
    private static final String OF_ADDRESS = "(select coalesce(m.merged_into, m.id) from contact m"
            + " where m.tenant_id = henk.tenant() and m.email = lower(:address))";
    private static final Map<Entity, String> BY_EMAIL = Map.of(
            Entity.DEAL,
            DEALS + SURELY + " where d.tenant_id = henk.tenant() and d.deleted_at is null and c.id = " + OF_ADDRESS
                    + " order by d.id desc limit :most",
            Entity.LEAD,
            LEADS + SURELY
                    + " where l.tenant_id = henk.tenant() and l.deleted_at is null and l.contact_id = " + OF_ADDRESS
                    + " order by l.id desc limit :most",
            Entity.CONTACT,
            CONTACTS + SURELY + " where c.tenant_id = henk.tenant() and c.deleted_at is null and c.id = " + OF_ADDRESS
                    + " limit :most",
            Entity.SALESPERSON,
            SALESPEOPLE + SURELY + " join account a on a.tenant_id = s.tenant_id and a.id = s.account_id"
                    + " where s.tenant_id = henk.tenant() and s.active and a.email = lower(:address) limit :most");

    private final DatabaseClient database;

    NameSearch(DatabaseClient database) {
        this.database = database;
    }

    /**
     * By the whole of what was said; where nothing has all of its words in one place, by its longest word, because the
     * company may be said with the title.
     */
    Flux<Match> byName(Entity kind, Spelling said) {
        return byName(kind, said, said.text()).collectList().flatMapMany(found -> {
            boolean nearer = found.stream().anyMatch(match -> match.closeness() != Closeness.SIMILAR);
            return nearer || said.isOneWord()
                    ? Flux.fromIterable(found)
                    : byName(kind, said, said.longestWord())
                            .filter(match -> match.closeness() != Closeness.SIMILAR)
                            .switchIfEmpty(Flux.fromIterable(found));
        });
    }

    private Flux<Match> byName(Entity kind, Spelling said, String words) {
        return Mono.justOrEmpty(BY_NAME.get(kind))
                .flatMapMany(query -> database.sql(query)
                        .bind("words", words)
                        .bind("most", CANDIDATES)
                        .map(row -> match(kind, row, said.to(Row.value(row, "label", String.class), parts(row))))
                        .all());
    }

    Flux<Match> byEmail(Entity kind, String address) {
        return Mono.justOrEmpty(BY_EMAIL.get(kind))
                .flatMapMany(query -> database.sql(query)
                        .bind("address", address)
                        .bind("most", CANDIDATES)
                        .map(row -> match(kind, row, Closeness.SAME))
                        .all());
    }

    private static List<String> parts(Readable row) {
        return Stream.of(Row.value(row, "parts", String[].class))
                .flatMap(part -> Optional.ofNullable(part).stream())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Match match(Entity kind, Readable row, Closeness closeness) {
        return new Match(
                kind,
                Row.value(row, "id", UUID.class),
                Row.value(row, "label", String.class),
                Row.value(row, "detail", String.class),
                Row.value(row, "likeness", Float.class),
                closeness);
    }
}
