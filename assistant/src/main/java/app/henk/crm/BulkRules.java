package app.henk.crm;

import app.henk.crm.LeadCaptured.FieldError;
import app.henk.identity.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold for records that come in bulk: a snapshot of the tenant's rules, so that a hundred thousand rows are
 * judged alike and without asking the database for each.
 */
public final class BulkRules {

    private static final BigDecimal MOST_MONEY = new BigDecimal("999999999999.99");
    private static final int MOST_EMPLOYEES = 10_000_000;

    private final Tenant tenant;
    private final SalesRules rules;
    private final String region;
    private final Instant now;

    BulkRules(Tenant tenant, SalesRules rules, Instant now) {
        this.tenant = tenant;
        this.rules = rules;
        this.region = PersonDetails.regionOf(tenant.contact().phone());
        this.now = now;
    }

    /**
     * A record that was judged.
     *
     * @param errors why it cannot come in; empty when it can. Each names the field and the reason, such as
     *     {@code value.negative}
     * @param doubts what is left out of it, and why
     */
    public record Checked(BulkRecord record, List<FieldProblem> errors, List<FieldProblem> doubts, Prepared prepared) {}

    public record FieldProblem(String field, String reason) {}

    /** What judging found out and writing needs. */
    sealed interface Prepared {
        record Nothing() implements Prepared {}

        record OfPerson(PersonDetails person) implements Prepared {}

        record OfLead(PersonDetails person, Score score) implements Prepared {}

        record OfDeal(PersonDetails person, Stage stage) implements Prepared {}
    }

    public Checked check(BulkRecord record) {
        List<FieldProblem> errors = new ArrayList<>();
        List<FieldProblem> doubts = new ArrayList<>();
        Prepared prepared = switch (record) {
            case BulkRecord.Lead lead -> lead(lead, errors, doubts);
            case BulkRecord.Deal deal -> deal(deal, errors, doubts);
            case BulkRecord.Contact contact -> {
                if (contact.person().isNobody()) {
                    errors.add(new FieldProblem("name", "nobody"));
                }
                yield new Prepared.OfPerson(person(contact.person(), errors, doubts));
            }
            case BulkRecord.Organisation organisation -> {
                size("company_size", organisation.employees(), errors);
                yield new Prepared.Nothing();
            }
            case BulkRecord.Salesperson person -> new Prepared.Nothing();
            case BulkRecord.Product product -> {
                money("price", product.price(), errors);
                yield new Prepared.Nothing();
            }
        };
        return new Checked(record, List.copyOf(errors), List.copyOf(doubts), prepared);
    }

    private Prepared lead(BulkRecord.Lead lead, List<FieldProblem> errors, List<FieldProblem> doubts) {
        if (lead.person().isNobody() && lead.company().isEmpty()) {
            errors.add(new FieldProblem("name", "nobody"));
        }
        money("budget", lead.budget(), errors);
        size("company_size", lead.companySize(), errors);
        PersonDetails person = person(lead.person(), errors, doubts);
        LeadFacts facts = new LeadFacts(
                Optional.of(person.fullName()).filter(name -> !name.isEmpty()),
                person.email(),
                person.phone(),
                lead.company(),
                lead.budget(),
                lead.companySize(),
                lead.industry(),
                lead.urgency(),
                lead.occasion(),
                lead.eventDate());
        return new Prepared.OfLead(person, rules.scoring().score(facts, today()));
    }

    private Prepared deal(BulkRecord.Deal deal, List<FieldProblem> errors, List<FieldProblem> doubts) {
        Stage stage = rules.stages()
                .keyed(deal.stage())
                .orElseThrow(() -> new IllegalArgumentException("there is no stage " + deal.stage()));
        money("value", deal.value(), errors);
        if (stage.state().equals("won") && deal.value().isEmpty()) {
            errors.add(new FieldProblem("value", "value.of_won_missing"));
        }
        boolean closed = !stage.isOpen();
        if (closed
                && deal.close().filter(day -> day.isAfter(today().plusDays(1))).isPresent()) {
            errors.add(new FieldProblem("close", "close.in_future"));
        }
        if (deal.started().isPresent()
                && deal.close()
                        .filter(day -> day.isBefore(deal.started().get()))
                        .isPresent()) {
            errors.add(new FieldProblem("close", "close.before_start"));
        }
        if (closed && deal.close().isEmpty()) {
            doubts.add(new FieldProblem("close", "close.of_closed_missing"));
        }
        return new Prepared.OfDeal(person(deal.person(), errors, doubts), stage);
    }

    private PersonDetails person(BulkRecord.Person given, List<FieldProblem> errors, List<FieldProblem> doubts) {
        PersonDetails read = PersonDetails.of(given.called(), given.email(), given.phone(), region);
        for (FieldError error : read.errors()) {
            // without a phone somebody is still somebody, but a wrong name or address would be another one
            (error.field().equals("phone") ? doubts : errors).add(new FieldProblem(error.field(), error.reason()));
        }
        boolean apart = given.firstName().isPresent() || given.lastName().isPresent();
        return apart
                ? new PersonDetails(
                        given.firstName().orElse(""),
                        given.lastName().orElse(""),
                        read.email(),
                        read.phone(),
                        read.errors())
                : read;
    }

    private static void money(String field, Optional<BigDecimal> amount, List<FieldProblem> errors) {
        if (amount.filter(value -> value.signum() < 0).isPresent()) {
            errors.add(new FieldProblem(field, "value.negative"));
        }
        if (amount.filter(value -> value.compareTo(MOST_MONEY) > 0).isPresent()) {
            errors.add(new FieldProblem(field, "value.too_large"));
        }
    }

    private static void size(String field, Optional<Integer> size, List<FieldProblem> errors) {
        if (size.filter(people -> people < 0 || people > MOST_EMPLOYEES).isPresent()) {
            errors.add(new FieldProblem(field, "number.out_of_range"));
        }
    }

    public Stages stages() {
        return rules.stages();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, tenant.zone());
    }

    Instant now() {
        return now;
    }

    ZoneId zone() {
        return tenant.zone();
    }

    String currency() {
        return tenant.currency().getCode();
    }

    String language() {
        return tenant.language();
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant();
    }
}
