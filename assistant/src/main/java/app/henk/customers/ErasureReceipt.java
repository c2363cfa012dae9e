package app.henk.customers;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What an erased person keeps in hand.
 *
 * @param counts rows by table, only those of which there were any
 * @param mailed whether it goes to the address at which the person had agreed to get mail, too
 */
public record ErasureReceipt(UUID id, Instant at, Map<String, Long> counts, boolean mailed) {}
