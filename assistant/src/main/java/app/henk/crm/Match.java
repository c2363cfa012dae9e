package app.henk.crm;

import java.util.UUID;

/**
 * A record that a name may mean.
 *
 * @param label what it is called
 * @param detail what tells it from others of the same name: the company, the person, the address; may be empty
 * @param similarity 0 to 1, of what was said to the nearest part of what it is called
 */
public record Match(Entity entity, UUID id, String label, String detail, double similarity, Closeness closeness) {

    /** How near a name comes, the nearest first. */
    public enum Closeness {
        /** It is called exactly that, but for accents, case and punctuation. */
        SAME,
        /** What it belongs to is: the company of a deal, the last name of a person. */
        SAME_PART,
        /** Each word of it begins a word of what it is called. */
        WORDS,
        /** It is spelt alike. */
        SIMILAR
    }

    public boolean exact() {
        return closeness == Closeness.SAME || closeness == Closeness.SAME_PART;
    }
}
