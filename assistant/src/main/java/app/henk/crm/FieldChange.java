package app.henk.crm;

import java.util.Optional;

/** @param field column of the record, such as {@code expected_close} */
public record FieldChange(String field, Optional<String> before, Optional<String> after) {}
