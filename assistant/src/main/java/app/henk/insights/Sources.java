package app.henk.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The source of each entity, and the expressions that several of them share. */
final class Sources {

    private static final Map<Entity, Source> ALL = Map.of(
            Entity.DEALS, DealSource.source(),
            Entity.LEADS, LeadSource.source(),
            Entity.ACTIVITIES, ActivitySource.source(),
            Entity.CONTACTS, ContactSource.source(),
            Entity.ORGANISATIONS, OrganisationSource.source(),
            Entity.TASKS, TaskSource.source());

    private Sources() {}

    static Source of(Entity entity) {
        Source source = ALL.get(entity);
        if (source == null) {
            throw new IllegalStateException("no source of " + entity);
        }
        return source;
    }

    static Column column(app.henk.insights.Field field, Now now) {
        return of(field.entity()).column(field, now);
    }

    static Field<String> text(String of, String column) {
        return DSL.field(DSL.name(of, column), SQLDataType.VARCHAR);
    }

    static Field<BigDecimal> number(String of, String column) {
        return DSL.field(DSL.name(of, column), SQLDataType.NUMERIC);
    }

    static Field<OffsetDateTime> moment(String of, String column) {
        return DSL.field(DSL.name(of, column), SQLDataType.TIMESTAMPWITHTIMEZONE);
    }

    static Field<LocalDate> day(String of, String column) {
        return DSL.field(DSL.name(of, column), SQLDataType.LOCALDATE);
    }

    static Field<UUID> id(String of, String column) {
        return DSL.field(DSL.name(of, column), SQLDataType.UUID);
    }

    /** Known in the tenant's currency alone. */
    static Column money(String of, String column, Now now) {
        return Column.money(number(of, column), text(of, "currency").eq(now.currency()));
    }

    /** First and last name of a contact or lead. */
    static Field<String> person(String of) {
        return known(DSL.trim(DSL.concat(text(of, "first_name"), DSL.inline(" "), text(of, "last_name"))));
    }

    /** The empty word is no value. */
    static Field<String> known(Field<String> text) {
        return DSL.nullif(text, DSL.inline(""));
    }
}
