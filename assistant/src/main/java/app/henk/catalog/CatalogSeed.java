package app.henk.catalog;

import app.henk.identity.Tenant;
import app.henk.identity.TenantSeed;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Fills the catalogue of a demo tenant from the files in {@code demo/<slug>/products/}. */
@Component
@Order(30)
class CatalogSeed implements TenantSeed {

    /** One statement for the whole sheet. What was sold since the first start stays sold: stock is not overwritten. */
    private static final String UPSERT = """
            insert into product as p (tenant_id, id, sku, kind, name, description, price, currency, unit, stock,
                stock_per_unit, lead_days, occasions, facts, mill, weave, pattern, patterns, colour, colours, colour_hex,
                composition, fibres, fibre_note, weight, seasons, handle, crease, drape, care, formality,
                extra_for, choice, included_from, takes, titles, also, ease)
            select henk.tenant(), cast(r ->> 'id' as uuid), s ->> 'sku', s ->> 'kind', s ->> 'name',
                cast(s ->> 'description' as jsonb), cast(s ->> 'price' as numeric), :currency, s ->> 'unit',
                cast(s ->> 'stock' as numeric), cast(r ->> 'needed' as numeric), cast(s ->> 'leadDays' as integer),
                array(select json_array_elements_text(s -> 'occasions')), s -> 'facts',
                s ->> 'mill', s ->> 'weave', s ->> 'pattern', array(select json_array_elements_text(r -> 'patterns')),
                s ->> 'colour', array(select json_array_elements_text(r -> 'colours')), lower(s ->> 'colourHex'),
                cast(s ->> 'composition' as jsonb), array(select json_array_elements_text(r -> 'fibres')),
                s ->> 'fibreNote', cast(s ->> 'weight' as integer),
                array(select json_array_elements_text(s -> 'seasons')), cast(s ->> 'handle' as jsonb),
                cast(s ->> 'crease' as smallint), cast(s ->> 'drape' as smallint), cast(s ->> 'care' as jsonb),
                cast(s ->> 'formality' as smallint), s ->> 'extraFor', s ->> 'choice',
                cast(s ->> 'includedFrom' as numeric), coalesce(cast(s ->> 'takes' as numeric), 0),
                cast(s ->> 'titles' as jsonb), array(select json_array_elements_text(s -> 'also')),
                cast(s ->> 'ease' as smallint)
            from json_array_elements(cast(:rows as json)) r cross join lateral (select r -> 'sheet' as s) sheet
            on conflict (tenant_id, sku) do update set
                kind = excluded.kind, name = excluded.name, description = excluded.description, price = excluded.price,
                currency = excluded.currency, unit = excluded.unit, stock_per_unit = excluded.stock_per_unit,
                lead_days = excluded.lead_days, occasions = excluded.occasions, facts = excluded.facts,
                mill = excluded.mill, weave = excluded.weave, pattern = excluded.pattern, patterns = excluded.patterns,
                colour = excluded.colour, colours = excluded.colours, colour_hex = excluded.colour_hex,
                composition = excluded.composition, fibres = excluded.fibres, fibre_note = excluded.fibre_note,
                weight = excluded.weight, seasons = excluded.seasons, handle = excluded.handle, crease = excluded.crease,
                drape = excluded.drape, care = excluded.care, formality = excluded.formality,
                extra_for = excluded.extra_for, choice = excluded.choice, included_from = excluded.included_from,
                takes = excluded.takes, titles = excluded.titles, also = excluded.also, ease = excluded.ease
            """;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final PassesFor passesFor;

    CatalogSeed(TenantTransactions transactions, DatabaseClient database, PassesFor passesFor) {
        this.transactions = transactions;
        this.database = database;
        this.passesFor = passesFor;
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return seed(tenant.id(), demoFolder, tenant.currency().getCode());
    }

    /** Harmless to repeat: products are known by their number. Completes without effect when there are no such files. */
    Mono<Void> seed(TenantId tenant, String demoFolder, String currency) {
        return Mono.fromCallable(() -> sheets(demoFolder)).flatMap(sheets -> {
            if (sheets.isEmpty()) {
                return Mono.empty();
            }
            String rows = JsonMapper.shared()
                    .writeValueAsString(
                            sheets.stream().map(sheet -> sheet.row(passesFor)).toList());
            return transactions.in(
                    Scope.system(tenant),
                    () -> database.sql(UPSERT)
                            .bind("currency", currency)
                            .bind("rows", rows)
                            .then());
        });
    }

    /** Of all files of the folder, in the order of their names. */
    static List<ProductSheet> sheets(String demoFolder) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:" + demoFolder + "/products/*.yaml"))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProductSheet> read(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return List.of(YAML.readValue(in, ProductSheet[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
