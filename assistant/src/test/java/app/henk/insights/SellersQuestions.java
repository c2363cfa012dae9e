package app.henk.insights;

import app.henk.identity.Tenants;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationContext;

/** Questions on the day at which the written ones are asked. */
public final class SellersQuestions {

    public static final LocalDate TODAY = LocalDate.of(2017, 12, 15);

    private SellersQuestions() {}

    public static Questions at(ApplicationContext context) {
        Statements statements = context.getBean(Statements.class);
        Clock clock = Clock.fixed(Instant.parse(TODAY + "T10:00:00Z"), ZoneOffset.UTC);
        return new Questions(
                context.getBean(TenantTransactions.class),
                context.getBean(Tenants.class),
                context.getBean(KnownStore.class),
                statements,
                context.getBean(WeekRules.class),
                context.getBean(Wording.class),
                clock);
    }
}
