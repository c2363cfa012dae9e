package app.henk.insights;

import app.henk.platform.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The names that people use for what can be asked for, in one language. */
record Vocabulary(Wording wording, String language, Known known) {

    List<CatalogueJson> catalogue() {
        return Arrays.stream(Entity.values())
                .map(entity -> new CatalogueJson(
                        entity.key(),
                        names("insights.entity." + entity.key()),
                        Catalogue.fields(entity).stream().map(this::named).toList()))
                .toList();
    }

    private CatalogueJson.Named named(Field field) {
        List<String> choices = field.key().equals("stage")
                ? known.stages().stream().map(Known.Stage::key).toList()
                : field.choices();
        return new CatalogueJson.Named(
                field.key(),
                field.type(),
                field.category() || field.isDate(),
                names("insights.field." + field.key()),
                choices);
    }

    private List<String> names(String key) {
        return IntStream.range(0, wording.variants(key, language))
                .mapToObj(variant -> wording.say(key, language, variant, Map.of()))
                .toList();
    }
}
