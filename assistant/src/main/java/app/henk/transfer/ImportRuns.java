package app.henk.transfer;

import app.henk.crm.BulkWrites;
import app.henk.platform.PushHub;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a run of an import needs beside its file. */
@Component
record ImportRuns(
        ImportStore store,
        ImportPieces pieces,
        ImportProblems problems,
        BulkWrites crm,
        Vocabulary vocabulary,
        TenantTransactions transactions,
        PushHub hub) {

    /** @param lease under which this instance has claimed it */
    ImportRun of(TenantId tenant, DataImport claimed, UUID lease) {
        return new ImportRun(this, tenant, claimed, lease);
    }
}
