package app.henk.customers;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What an erased person keeps in hand.
 *
 * @param counts rows by table, only those of which there were any
 */
public record ErasureReceipt(UUID id, Instant at, Map<String, Long> counts) {}
