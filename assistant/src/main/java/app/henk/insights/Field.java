package app.henk.insights;

import java.util.List;

/**
 * Something that is known of a record; the complete list is the {@link Catalogue}.
 *
 * @param category whether its values repeat from record to record, so that one can group by it
 * @param aliases other names that the text form understands
 * @param choices its values where the program knows them; empty where they are the tenant's
 */
public record Field(Entity entity, String key, Type type, boolean category, List<String> aliases, List<String> choices)
        implements Term {

    /** How a field's values are compared. */
    public enum Type {
        TEXT,
        /** One of a few values with names in every language. */
        CHOICE,
        /** A colleague; {@code me} is the one who asks. */
        PERSON,
        NUMBER,
        /** In the tenant's currency; what stands in another one counts as unknown. */
        MONEY,
        /** A day in the tenant's zone. */
        DATE,
        FLAG
    }

    public boolean isNumeric() {
        return type == Type.NUMBER || type == Type.MONEY;
    }

    public boolean isDate() {
        return type == Type.DATE;
    }

    /** Whether it is compared with words. */
    public boolean isWords() {
        return type == Type.TEXT || type == Type.CHOICE || type == Type.PERSON;
    }

    boolean named(String word) {
        return key.equals(word) || aliases.contains(word);
    }

    @Override
    public String text() {
        return key;
    }
}
