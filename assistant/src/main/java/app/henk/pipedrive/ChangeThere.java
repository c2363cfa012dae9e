package app.henk.pipedrive;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What Pipedrive changed here.
 *
 * @param label what the record is called
 * @param operation created, updated, deleted or restored
 * @param fields columns that differ
 */
public record ChangeThere(String entity, UUID id, String label, String operation, List<String> fields, Instant at) {}
