package app.henk.agent;

import java.util.Map;

/**
 * Something that a person would rather look at than read. Every content has {@code v} (schema version), {@code title}
 * and {@code fallback}: plain text that says the same.
 *
 * @param type product, table, form, quick_replies, sources, lead, confirm …; clients show the fallback of unknown ones
 */
public record Card(String id, String type, Map<String, Object> content) {}
