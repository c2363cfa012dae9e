package app.henk.knowledge;

import java.util.UUID;

/**
 * A question that was answered.
 *
 * @param document where the answer stands from now on
 * @param mails to how many of those who asked it goes
 */
public record Answered(UUID question, String document, int mails) {}
