package app.henk.crm;

import java.util.List;
import java.util.UUID;

/**
 * What an undo did.
 *
 * @param changeSet of the undo itself, which can be undone in turn
 * @param restored what is as it was, one sentence each
 * @param kept what could not be taken back and why, one sentence each
 */
public record Undone(UUID changeSet, List<String> restored, List<String> kept) {}
