package app.henk.groups;

import java.util.List;

/** What came of a {@link GroupStart}. */
public sealed interface GroupStarted {

    /** @param created false when this group was begun before and was brought up to date */
    record Started(GroupProgress group, boolean created) implements GroupStarted {}

    /** @param missing field names among name, contact, consent; ask for the first one */
    record Incomplete(List<String> missing) implements GroupStarted {}

    /** @param reasons keys of wording below {@code groups.invalid} or {@code crm.wrong}, one for each wrong thing */
    record Invalid(List<String> reasons) implements GroupStarted {}
}
