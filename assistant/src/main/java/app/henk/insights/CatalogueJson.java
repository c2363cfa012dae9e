package app.henk.insights;

import java.util.List;

/** @param names what people call it, the usual name first */
record CatalogueJson(String entity, List<String> names, List<Named> fields) {

    /** @param choices its values where they are known; a tenant's stages among them */
    record Named(String key, Field.Type type, boolean groups, List<String> names, List<String> choices) {}
}
