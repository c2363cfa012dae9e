package app.henk.crm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a deal takes over from one that becomes part of it, where it does not know it itself. */
public enum TakenOver {
    CONTACT("contact_id", Deal::contactId),
    ORGANISATION("organisation_id", Deal::organisationId),
    EXPECTED_CLOSE("expected_close", Deal::expectedClose),
    ASSIGNEE("assignee_id", Deal::assignee),
    SECTOR("sector", Deal::sector),
    PRODUCT("product", Deal::product),
    SOURCE("source", Deal::source),
    /** With its currency. */
    VALUE("value", Deal::value);

    private final String column;
    private final Function<Deal, Optional<?>> of;

    TakenOver(String column, Function<Deal, Optional<?>> of) {
        this.column = column;
        this.of = of;
    }

    /** As the field is called wherever fields are named, and in the table. */
    public String column() {
        return column;
    }

    /** What {@code kept} takes over from {@code gone}. */
    public static List<TakenOver> by(Deal kept, Deal gone) {
        return Arrays.stream(values())
                .filter(one ->
                        one.of.apply(kept).isEmpty() && one.of.apply(gone).isPresent())
                .toList();
    }
}
