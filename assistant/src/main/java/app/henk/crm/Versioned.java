package app.henk.crm;

import java.util.UUID;

/** A record that is told apart by its id and its state by its version. */
interface Versioned {

    UUID id();

    int version();
}
