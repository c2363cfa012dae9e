package app.henk.platform;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** SQL whose shape depends on what is asked: jOOQ writes it, R2DBC runs it, every value is bound. */
public final class WrittenSql {

    private static final DSLContext WRITER =
            DSL.using(SQLDialect.POSTGRES, new Settings().withRenderNamedParamPrefix("$"));

    private WrittenSql() {}

    /**
     * @param before constant SQL in front of the part
     * @param after constant SQL behind it
     */
    public static GenericExecuteSpec bound(DatabaseClient database, String before, QueryPart part, String after) {
        GenericExecuteSpec statement = database.sql(before + WRITER.renderNamedParams(part) + after);
        List<Object> values = WRITER.extractBindValues(part);
        for (int i = 0; i < values.size(); i++) {
            statement = statement.bind(i, values.get(i));
        }
        return statement;
    }
}
