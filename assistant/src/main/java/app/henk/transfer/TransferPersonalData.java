package app.henk.transfer;

import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A file that waits may name anybody: the piece that has the person's address is emptied as a whole, and whoever imports
 * the file gets the rest, and is told how many rows are not. A report quotes single values.
 */
@Component
class TransferPersonalData implements PersonalData {

    private static final String OWN_FILES = "import_id in (select i.id from data_import i where i.tenant_id ="
            + " henk.tenant() and i.account_id = any(:accounts))";

    @Override
    public String section() {
        return "transfer";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                PersonalTable.emptied(
                        "data_import_piece",
                        OWN_FILES
                                + " or exists (select from unnest(:emails::text[]) e where position(e in lower(lines)) > 0)",
                        "lines = ''"),
                PersonalTable.deleted(
                        "data_import_problem",
                        OWN_FILES
                                + " or exists (select from unnest(:emails::text[]) e where position(e in lower(value)) > 0"
                                + " or position(e in lower(detail)) > 0)"),
                PersonalTable.deleted("data_import", "account_id = any(:accounts)"));
    }
}
