package app.henk.crm;

import java.util.Locale;

/**
 * Whose leads, deals and tasks a salesperson sees. What belongs to nobody is everybody's; managers see those who report
 * to them and their own team, administrators see all. Row-level security enforces it.
 */
public enum Visibility {
    ALL,
    TEAM,
    OWN;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
