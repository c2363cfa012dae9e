package app.henk.transfer;

import app.henk.crm.Deal;
import app.henk.crm.DealFilter;
import app.henk.crm.Deals;
import app.henk.crm.Lead;
import app.henk.crm.LeadFilter;
import app.henk.crm.Leads;
import app.henk.crm.Page;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists as files, under the rights of whoever asks: page after page, as fast as they are written. */
@Service
class Exports {

    private static final int PAGE = 100;
    private static final Set<String> NUMBERS =
            Set.of("value", "weighted", "probability", "budget", "company_size", "score");

    private final Deals deals;
    private final Leads leads;
    private final Tenants tenants;
    private final Wording wording;
    private final Audit audit;

    Exports(Deals deals, Leads leads, Tenants tenants, Wording wording, Audit audit) {
        this.deals = deals;
        this.leads = leads;
        this.tenants = tenants;
        this.wording = wording;
        this.audit = audit;
    }

    /** One column of a list: its name and what stands in it. */
    private record Cell<T>(String key, Function<T, Optional<?>> value) {}

    Mono<ResultTable> deals(Principal.Staff staff, DealFilter filter, Format format, String language) {
        return table(
                staff,
                "deals",
                format,
                language,
                Exports::dealColumns,
                after -> deals.list(staff, filter, after, PAGE));
    }

    Mono<ResultTable> leads(Principal.Staff staff, Format format, String language) {
        return table(
                staff,
                "leads",
                format,
                language,
                Exports::leadColumns,
                after -> leads.list(staff, LeadFilter.ALL, after, PAGE));
    }

    private <T> Mono<ResultTable> table(
            Principal.Staff staff,
            String list,
            Format format,
            String language,
            Function<ZoneId, List<Cell<T>>> columns,
            Function<Optional<String>, Mono<Page<T>>> pages) {
        return tenants.tenant(staff.tenant())
                .delayUntil(
                        tenant -> audit.record(staff, new Audit.Entry("web", list + ".exported", format.extension())))
                .map(tenant -> table(list, format, language, columns.apply(tenant.zone()), pages));
    }

    private <T> ResultTable table(
            String list,
            Format format,
            String language,
            List<Cell<T>> columns,
            Function<Optional<String>, Mono<Page<T>>> pages) {
        Flux<T> all = pages.apply(Optional.empty())
                .expand(before -> Mono.justOrEmpty(before.next()).flatMap(next -> pages.apply(Optional.of(next))))
                .concatMap(page -> Flux.fromIterable(page.items()), 1);
        return new ResultTable(
                wording.say("transfer.export.title." + list, language),
                List.of(),
                columns.stream()
                        .map(column -> new ResultTable.Heading(
                                wording.say("transfer.column." + column.key(), language),
                                NUMBERS.contains(column.key())))
                        .toList(),
                all.take(format.mostRows())
                        .map(record -> columns.stream()
                                .map(column -> value(column.value().apply(record), Locale.of(language)))
                                .toList()));
    }

    private static ResultTable.Value value(Optional<?> known, Locale locale) {
        return new ResultTable.Value(
                known.map(Function.identity()),
                known.map(value -> switch (value) {
                            case BigDecimal number ->
                                NumberFormat.getInstance(locale).format(number);
                            case LocalDate day ->
                                DayFormats.of(FormatStyle.MEDIUM, locale).format(day);
                            default -> value.toString();
                        })
                        .orElse(""));
    }

    private static List<Cell<Deal>> dealColumns(ZoneId zone) {
        return List.of(
                new Cell<>("title", deal -> Optional.of(deal.title())),
                new Cell<>("contact", Deal::contact),
                new Cell<>("email", Deal::email),
                new Cell<>("company", Deal::company),
                new Cell<>("value", Deal::value),
                new Cell<>("weighted", Deal::weighted),
                new Cell<>("currency", deal -> Optional.of(deal.currency())),
                new Cell<>("stage", deal -> Optional.of(deal.stage())),
                new Cell<>("status", deal -> Optional.of(deal.status())),
                new Cell<>("probability", deal -> Optional.of(BigDecimal.valueOf(deal.probability()))),
                new Cell<>("close", Deal::expectedClose),
                new Cell<>("closed", deal -> deal.closedAt().map(at -> day(at, zone))),
                new Cell<>("sector", Deal::sector),
                new Cell<>("product", Deal::product),
                new Cell<>("assignee", Deal::assigneeName),
                new Cell<>("created", deal -> Optional.of(day(deal.createdAt(), zone))));
    }

    private static List<Cell<Lead>> leadColumns(ZoneId zone) {
        return List.of(
                new Cell<>("first_name", lead -> Optional.of(lead.firstName())),
                new Cell<>("last_name", lead -> Optional.of(lead.lastName())),
                new Cell<>("email", Lead::email),
                new Cell<>("phone", Lead::phone),
                new Cell<>("company", Lead::company),
                new Cell<>(
                        "score",
                        lead -> Optional.of(BigDecimal.valueOf(lead.score().total()))),
                new Cell<>("budget", Lead::budget),
                new Cell<>("currency", lead -> Optional.of(lead.currency())),
                new Cell<>("company_size", lead -> lead.companySize().map(BigDecimal::valueOf)),
                new Cell<>("industry", Lead::industry),
                new Cell<>("urgency", Lead::urgency),
                new Cell<>("status", lead -> Optional.of(lead.status())),
                new Cell<>("source", lead -> Optional.of(lead.source())),
                new Cell<>("created", lead -> Optional.of(day(lead.createdAt(), zone))));
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone);
    }
}
