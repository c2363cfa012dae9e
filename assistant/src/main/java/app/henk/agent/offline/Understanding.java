package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands one message: language, facts in any order and number, and what is done in each of its sentences. */
final class Understanding {

    private static final int LONGEST_NAME = 4;

    private final EngineData data;
    private final SpokenLanguage languages;

    Understanding(EngineData data) {
        this.data = data;
        this.languages = new SpokenLanguage(data);
    }

    /**
     * What a message is understood against.
     *
     * @param language of the conversation so far
     * @param languages that are told apart
     * @param budget that was named before
     * @param when the date that is known of the wish
     * @param near days that are being spoken of, so that a bare "am 12." is one of their month
     * @param asked what the last answer asked for, empty for nothing
     * @param visiting whether a time for a visit is being looked for
     */
    record Setting(
            String language,
            List<String> languages,
            Optional<Budget> budget,
            Optional<When> when,
            Optional<When> near,
            String asked,
            boolean visiting,
            LocalDate today,
            Concepts concepts,
            Consultation consultation) {}

    Heard hear(String text, Setting setting) {
        String language = language(text, setting);
        Tongue tongue = data.tongue(language);
        List<Token> tokens = Compounds.split(Token.of(text), tongue.words());
        Line line = new Line(text, tokens, new BitSet(), new BitSet(), new BitSet(), new BitSet(), tongue, setting);
        People persons = new People(line, regions(tongue.words()));
        Contact contact = persons.contact();
        List<Token> mended = tongue.mending().mended(tokens, line.personal(), setting.concepts());
        boolean expected = People.EXPECTED.contains(setting.asked())
                && tokens.size() <= LONGEST_NAME
                && tongue.classifier().exactly(mended).isEmpty();
        line = contact.reachable() || expected ? line : line.with(mended);
        Facts facts = new Facts(line);
        Optional<Integer> age = facts.childsAge();
        Map<String, BigDecimal> measures = new Measures(line).find();
        Optional<LocalTime> time = facts.time();
        List<Span<Change>> dates = facts.dates();
        Optional<Integer> people = facts.people();
        // beside an address a bare number is one of a street or a telephone
        Optional<Span<Change>> budget = contact.reachable() && !facts.namesMoney() ? Optional.empty() : facts.budget();
        Contact named = persons.leftOverName(contact);
        List<Span<Change>> mentioned = facts.concepts();
        Meaning meaning = new Meaning(line, mentioned, dates, budget, time.isPresent(), new Acts(line).of(named));
        List<Change> changes = new ArrayList<>(meaning.spending());
        changes.addAll(meaning.days(dates));
        changes.addAll(meaning.told());
        Visit visit = new Visit(
                meaning.visitDay(dates), time, facts.shift(), facts.sameTime(), facts.partOfDay(), facts.visitType());
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
                new Details(visit, facts.picks(), measures, people, age, meaning.isPast(dates)));
    }

    /** Those of the message's language first; people write from everywhere. */
    private List<String> regions(Words words) {
        List<String> regions = new ArrayList<>(words.list("phone_regions"));
        EngineData.LANGUAGES.forEach(
                language -> regions.addAll(data.tongue(language).words().list("phone_regions")));
        return regions.stream().distinct().toList();
    }

    Words words(String language) {
        return data.tongue(language).words();
    }

    boolean speaks(String language) {
        return data.speaks(language);
    }

    Optional<String> spoken(String text, List<String> among) {
        return languages.of(text, among);
    }

    private String language(String text, Setting setting) {
        return languages.of(text, setting.languages(), setting.language());
    }
}
