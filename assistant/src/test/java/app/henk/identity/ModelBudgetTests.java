package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@HenkTest
class ModelBudgetTests {

    @Autowired
    WebTestClient http;

    @Autowired
    ModelBudget budget;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    Tenants tenants;

    private TenantId tenant;

    /** A company of its own, which may spend five dollars a day. */
    @BeforeEach
    void company() {
        Map<?, ?> user =
                (Map<?, ?>) new Client(http).company(Client.unused(), "Budget").get("user");
        tenant = new TenantId(UUID.fromString((String) ((Map<?, ?>) user.get("tenant")).get("id")));
    }

    @Test
    void may_be_spent_until_it_is_used_up() {
        assertThat(budget.allowed(tenant).block()).isTrue();
        budget.spent(tenant, new BigDecimal("4.999999")).block();
        assertThat(budget.allowed(tenant).block()).isTrue();
        budget.spent(tenant, new BigDecimal("0.0000001")).block();
        assertThat(budget.allowed(tenant).block()).isFalse();
    }

    @Test
    void parallel_answers_are_all_counted() {
        Flux.range(0, 50)
                .flatMap(i -> budget.spent(tenant, new BigDecimal("0.10")), 10)
                .blockLast();
        assertThat(budget.allowed(tenant).block()).isFalse();
    }

    @Test
    void another_instance_sees_what_was_spent() {
        budget.spent(tenant, new BigDecimal("6")).block();
        assertThat(new ModelBudget(transactions, database, tenants)
                        .allowed(tenant)
                        .block())
                .isFalse();
    }

    @Test
    void another_tenant_is_not_touched() {
        budget.spent(tenant, new BigDecimal("6")).block();
        Tenant other = tenants.all().filter(t -> t.slug().equals("works")).blockFirst();
        assertThat(budget.allowed(other.id()).block()).isTrue();
    }

    @Test
    void nothing_spent_writes_nothing() {
        budget.spent(tenant, BigDecimal.ZERO).block();
        assertThat(budget.allowed(tenant).block()).isTrue();
    }
}
