package app.henk.crm;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All stages of a tenant, pipeline by pipeline, each in its order. */
public record Stages(List<Stage> all) {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public Stages {
        all = List.copyOf(all);
    }

    public Optional<Stage> keyed(String key) {
        return all.stream().filter(stage -> stage.key().equals(key)).findFirst();
    }

    /**
     * The stage that somebody means: by its key, a name in any language or a synonym; accents, case and punctuation do
     * not matter. Where several pipelines have it, the first one's.
     */
    public Optional<Stage> named(String words) {
        String meant = plain(words);
        return all.stream()
                .filter(stage -> words(stage).anyMatch(word -> plain(word).equals(meant)))
                .findFirst();
    }

    /** The same within one pipeline first. */
    public Optional<Stage> named(String words, String pipeline) {
        return of(pipeline).named(words).or(() -> named(words));
    }

    public Stages of(String pipeline) {
        return new Stages(
                all.stream().filter(stage -> stage.pipeline().equals(pipeline)).toList());
    }

    /** Where a deal begins: the first stage of the first pipeline. */
    public Stage first() {
        return all.getFirst();
    }

    /** Where a deal of this pipeline that ended like this stands. */
    Optional<Stage> ended(Outcome outcome, String pipeline) {
        return of(pipeline).all.stream()
                .filter(stage -> stage.state().equals(outcome.state()))
                .findFirst();
    }

    private static Stream<String> words(Stage stage) {
        return Stream.concat(
                Stream.of(stage.key()), Stream.concat(stage.name().values().stream(), stage.synonyms().stream()));
    }

    private static String plain(String words) {
        String spread = Normalizer.normalize(words.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFKD);
        return NO_LETTERS
                .matcher(ACCENTS.matcher(spread).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
