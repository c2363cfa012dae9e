package app.henk.insights;

/** Stands where the database has no value: missing, not zero and not the empty word. */
enum Unknown {
    VALUE
}
