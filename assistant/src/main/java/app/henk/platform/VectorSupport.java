package app.henk.platform;

/**
 * Whether this database can search vectors.
 *
 * @param pgvector true when columns of type {@code vector} can be created and read
 * @param description for the start banner and {@code /health}
 */
public record VectorSupport(boolean pgvector, String description) {}
