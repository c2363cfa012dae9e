package app.henk.crm;

import java.util.Locale;

/** Through which door something is asked for. */
public enum Channel {
    CHAT,
    REST,
    IMPORT,
    PIPEDRIVE,
    MCP,
    SYSTEM;

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel ofSql(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
