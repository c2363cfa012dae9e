package app.henk.crm;

import java.util.List;
import java.util.UUID;

/**
 * What a write gives back.
 *
 * @param now the record as it is; when the request was a repeated one, as it is by now
 * @param changeSet what {@link ChangeSets#undo} takes back
 * @param changes fields of the record that differ; empty when it was like that already
 */
public record Changed<T>(T now, UUID changeSet, List<FieldChange> changes) {}
