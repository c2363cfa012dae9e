package app.henk.crm;

import java.util.Locale;

/** What happened to a record. */
public enum Operation {
    CREATED,
    UPDATED,
    DELETED,
    RESTORED,
    /** The person behind it was erased: whoever keeps a copy empties it. There is no way back and no before. */
    ERASED;

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Operation ofSql(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
