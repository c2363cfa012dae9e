package app.henk.crm;

import app.henk.crm.Match.Closeness;
import app.henk.platform.Row;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
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

    // each is looked for once, whoever is found by it
    private static final String FOUND = """
            with titled as materialized (select * from henk.named('deal', :words, :most)),
                 companies as materialized (select * from henk.named('organisation', :words, :most)),
                 people as materialized (select * from henk.named('contact', :words, :most))
            """;
    private static final Map<Entity, String> BY_NAME = Map.of(
            Entity.DEAL,
            // by title, by company, by person
            DEALS + """
                    join (select id, max(likeness) as likeness from (
                            select * from titled
                            union all
                            (select d.id, o.likeness from (select * from companies order by likeness desc limit 20) o
                               join deal d on d.tenant_id = henk.tenant() and d.organisation_id = o.id
                                and d.deleted_at is null
                              order by o.likeness desc, d.status = 'open' desc, d.id desc limit :most)
                            union all
                            (select d.id, p.likeness from people p
                               join deal d on d.tenant_id = henk.tenant() and d.contact_id = p.id and d.deleted_at is null
                              order by p.likeness desc, d.status = 'open' desc, d.id desc limit :most)) f
                           group by id) n on n.id = d.id
                     where d.tenant_id = henk.tenant() and d.deleted_at is null
                    """,
            Entity.LEAD,
            LEADS + " join people n on n.id = l.contact_id"
                    + " where l.tenant_id = henk.tenant() and l.deleted_at is null limit :most",
            Entity.CONTACT,
            CONTACTS + " join people n on n.id = c.id where c.tenant_id = henk.tenant() and c.deleted_at is null",
            Entity.ORGANISATION,
            ORGANISATIONS + " join companies n on n.id = o.id"
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
     * By the whole of what was said; of a kind of which nothing has all of its words in one place, by its longest word,
     * because the company may be said with the title.
     */
    Mono<List<Match>> byName(Set<Entity> kinds, Spelling said) {
        return byName(kinds, said, said.text()).flatMap(found -> {
            Set<Entity> apart = said.isOneWord() ? Set.of() : without(kinds, nearer(found));
            return apart.isEmpty()
                    ? Mono.just(found)
                    : byName(apart, said, said.longestWord()).map(more -> {
                        List<Match> instead = nearer(more);
                        Set<Entity> replaced = kinds(instead);
                        return Stream.concat(
                                        found.stream().filter(match -> !replaced.contains(match.entity())),
                                        instead.stream())
                                .toList();
                    });
        });
    }

    private static List<Match> nearer(List<Match> found) {
        return found.stream()
                .filter(match -> match.closeness() != Closeness.SIMILAR)
                .toList();
    }

    private static Set<Entity> kinds(List<Match> found) {
        return found.stream().map(Match::entity).collect(Collectors.toSet());
    }

    private static Set<Entity> without(Set<Entity> kinds, List<Match> found) {
        Set<Entity> had = kinds(found);
        return kinds.stream().filter(kind -> !had.contains(kind)).collect(Collectors.toSet());
    }

    private Mono<List<Match>> byName(Set<Entity> kinds, Spelling said, String words) {
        return Mono.just(together(BY_NAME, kinds))
                .filter(query -> !query.isEmpty())
                .flatMapMany(query -> database.sql(FOUND + query)
                        .bind("words", words)
                        .bind("most", CANDIDATES)
                        .map(row -> match(row, said.to(Row.value(row, "label", String.class), parts(row))))
                        .all())
                .collectList();
    }

    Mono<List<Match>> byEmail(Set<Entity> kinds, String address) {
        return Mono.just(together(BY_EMAIL, kinds))
                .filter(query -> !query.isEmpty())
                .flatMapMany(query -> database.sql(query)
                        .bind("address", address)
                        .bind("most", CANDIDATES)
                        .map(row -> match(row, Closeness.SAME))
                        .all())
                .collectList();
    }

    /** One statement for all kinds that can be looked for; empty when none can. */
    private static String together(Map<Entity, String> queries, Set<Entity> kinds) {
        return kinds.stream()
                .sorted()
                .filter(queries::containsKey)
                .map(kind -> "(select '" + kind.table() + "' as kind, f.* from (" + queries.get(kind) + ") f)")
                .collect(Collectors.joining(" union all "));
    }

    private static List<String> parts(Readable row) {
        return Stream.of(Row.value(row, "parts", String[].class))
                .flatMap(part -> Optional.ofNullable(part).stream())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Match match(Readable row, Closeness closeness) {
        return new Match(
                Entity.ofTable(Row.value(row, "kind", String.class)),
                Row.value(row, "id", UUID.class),
                Row.value(row, "label", String.class),
                Row.value(row, "detail", String.class),
                Row.value(row, "likeness", Float.class),
                closeness);
    }
}
