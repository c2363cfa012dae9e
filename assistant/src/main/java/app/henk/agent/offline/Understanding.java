package app.henk.agent.offline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Understands one message: language, facts in any order and number, and what is done in each of its sentences. */
final class Understanding {

    private static final double SURE_OF_LANGUAGE = 1.6;

    private final EngineData data;

    Understanding(EngineData data) {
        this.data = data;
    }

    /**
     * What a message is understood against.
     *
     * @param language of the conversation so far
     * @param languages that are told apart
     * @param budgetKnown whether money was spoken of before
     * @param asked what the last answer asked for, empty for nothing
     */
    record Setting(
            String language,
            List<String> languages,
            boolean budgetKnown,
            String asked,
            LocalDate today,
            Concepts concepts,
            Consultation consultation) {}

    Heard hear(String text, Setting setting) {
        String language = language(text, setting);
        Tongue tongue = data.tongue(language);
        Line line = new Line(text, Token.of(text), new BitSet(), tongue, setting);
        People people = new People(line, regions(tongue.words()));
        Contact contact = people.contact();
        Facts facts = new Facts(line);
        List<Span<Change>> dates = facts.dates();
        List<Change> budget = facts.budget();
        Contact named = people.leftOverName(contact);
        List<Span<Change>> mentioned = facts.concepts();
        Meaning meaning = new Meaning(line, mentioned, new Acts(tongue, line.taken()).of(text, line.tokens(), named));
        List<Change> changes = new ArrayList<>(budget);
        changes.addAll(meaning.told());
        changes.addAll(meaning.days(dates));
        changes.addAll(meaning.opened(facts.slots()));
        return new Heard(
                text,
                language,
                meaning.switchTo(),
                meaning.acts(),
                changes,
                named,
                facts.slots(),
                meaning.concepts(),
                facts.pick());
    }

    /** Those of the message's language first; people write from everywhere. */
    private List<String> regions(Words words) {
        List<String> regions = new ArrayList<>(words.list("phone_regions"));
        EngineData.LANGUAGES.forEach(
                language -> regions.addAll(data.tongue(language).words().list("phone_regions")));
        return regions.stream().distinct().toList();
    }

    boolean speaks(String language) {
        return data.speaks(language);
    }

    private String language(String text, Setting setting) {
        String bare = text.replaceAll("\\S+@\\S+", " ");
        Languages.Guess guess = data.languages().guess(bare, setting.languages());
        return guess.grounded() && guess.margin() >= SURE_OF_LANGUAGE ? guess.language() : setting.language();
    }
}
