package app.henk.agent.offline;

import app.henk.knowledge.Answerable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Understands one message: language, facts in any order and number, and what is done in each of its sentences. */
final class Understanding {

    private static final int LONGEST_NAME = 4;
    /** Of so many words one may be strange. */
    private static final int SENSE = 3;

    /** A turn understands all messages of its conversation again, several times: each needs it once. */
    private static final int REMEMBERED = 2_000;

    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private final EngineData data;
    private final SpokenLanguage languages;
    private final Cache<Said, Heard> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(FORGOTTEN)
            .build();

    Understanding(EngineData data) {
        this.data = data;
        this.languages = new SpokenLanguage(data);
    }

    /**
     * What a message is understood against.
     *
     * @param language of the conversation so far
     * @param languages that are told apart
     * @param goods proper names of what is for sale
     * @param answerable what the documents are known to answer
     */
    record Setting(
            String language,
            List<String> languages,
            Known known,
            LocalDate today,
            Set<String> goods,
            Answerable answerable,
            Concepts concepts,
            Consultation consultation) {

        Optional<Budget> budget() {
            return known.budget();
        }

        Optional<When> when() {
            return known.when();
        }

        Optional<When> near() {
            return known.near();
        }

        String asked() {
            return known.asked();
        }

        boolean visiting() {
            return known.visiting();
        }
    }

    /** A message with all that decides what it means. */
    private record Said(
            String text,
            String language,
            List<String> languages,
            Known known,
            LocalDate today,
            Set<String> goods,
            Trade trade) {

        static Said of(String text, Setting setting) {
            return new Said(
                    text,
                    setting.language(),
                    setting.languages(),
                    setting.known(),
                    setting.today(),
                    setting.goods(),
                    new Trade(setting.concepts(), setting.consultation(), setting.answerable()));
        }
    }

    /** The same only when it is the very same: a tenant's data is read once. */
    private record Trade(Concepts concepts, Consultation consultation, Answerable answerable) {

        @Override
        @SuppressWarnings("ReferenceEquality") // comparing all that a consultation holds would cost more than it saves
        public boolean equals(Object other) {
            return other instanceof Trade trade
                    && trade.concepts == concepts
                    && trade.consultation == consultation
                    && trade.answerable == answerable;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(concepts);
        }
    }

    Heard hear(String text, Setting setting) {
        return remembered.get(Said.of(text, setting), said -> understood(text, setting));
    }

    private Heard understood(String text, Setting setting) {
        String language = language(text, setting);
        Tongue tongue = data.tongue(language);
        List<Token> tokens = Compounds.split(Token.of(text), tongue.words());
        Line line = new Line(text, tokens, new BitSet(), new BitSet(), new BitSet(), new BitSet(), tongue, setting);
        People persons = new People(line, regions(tongue.words()));
        Contact contact = persons.contact();
        List<Span<String>> goods = goods(line);
        List<Token> mended = tongue.mending().mended(tokens, line.personal(), setting.concepts());
        boolean expected = People.EXPECTED.contains(setting.asked())
                && tokens.size() <= LONGEST_NAME
                && tongue.classifier().exactly(mended).isEmpty();
        line = contact.reachable() || expected ? line : line.with(mended);
        Facts facts = new Facts(line);
        Optional<Integer> age = facts.childsAge();
        Map<String, BigDecimal> measures =
                line.words().of("others_measured").isIn(line.tokens()) ? Map.of() : new Measures(line).find();
        Optional<LocalTime> time = facts.time();
        boolean noDay = facts.noDay();
        List<Span<Change>> dates = facts.dates();
        Optional<Integer> people = facts.people();
        Optional<Span<Change>> weight = facts.weight();
        // beside an address a bare number is one of a street or a telephone
        Optional<Span<Change>> budget = contact.reachable() && !facts.namesMoney()
                ? Optional.empty()
                : new SharedBudget(line, people).each(facts.budget());
        Contact named = persons.leftOverName(contact);
        List<Span<Change>> mentioned = new Wishes(line).find();
        Acts acts = new Acts(line);
        boolean timed = time.isPresent() || facts.partOfDay().isPresent();
        List<Heard.Act> heard = new PlainTalk(line, budget).meant(acts.sentences(), acts.of(named));
        heard = new OwnFile(line).meant(acts.sentences(), heard);
        heard = new VisitTalk(line, dates, timed).meant(acts.sentences(), heard);
        heard = new DocumentQuestions(line).meant(acts.sentences(), heard);
        Meaning meaning = new Meaning(line, mentioned, dates, budget, time.isPresent(), heard);
        List<Change> changes = new ArrayList<>(meaning.spending());
        changes.addAll(meaning.weighing(weight));
        changes.addAll(meaning.days());
        changes.addAll(meaning.told());
        Visit visit = new Visit(
                meaning.visitDay(), time, facts.shift(), facts.sameTime(), facts.partOfDay(), facts.visitType());
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
                new Details(
                        goods.stream().map(Span::value).distinct().toList(),
                        visit,
                        facts.picks(),
                        measures,
                        people,
                        age,
                        meaning.isPast(),
                        noDay));
    }

    /** What is called by its name says nothing else: "Nachtsee 150" is no sum, "Kontor Marine" no wish for a colour. */
    private static List<Span<String>> goods(Line line) {
        Tongue tongue = line.tongue();
        Concepts concepts = line.setting().concepts();
        List<Span<String>> goods = new GoodsNames(line.setting().goods())
                .find(
                        line.tokens(),
                        word -> tongue.known().contains(word)
                                || concepts.isLike(word, tongue.words().language()));
        goods.forEach(span -> line.takeName(span.from(), span.to()));
        return goods;
    }

    /** Those of the message's language first; people write from everywhere. */
    private List<String> regions(Words words) {
        List<String> regions = new ArrayList<>(words.list("phone_regions"));
        EngineData.LANGUAGES.forEach(
                language -> regions.addAll(data.tongue(language).words().list("phone_regions")));
        return regions.stream().distinct().toList();
    }

    /** Whether most of a text's words are ones that people say: then it means something, understood or not. */
    boolean isSense(String text, String language, Concepts concepts) {
        Tongue tongue = data.tongue(language);
        List<Token> said = Token.of(text).stream().filter(Token::isWord).toList();
        long known = said.stream()
                .map(Token::folded)
                .filter(word -> tongue.known().contains(word)
                        || tongue.known().contains(Stems.stem(word, language))
                        || concepts.isLike(word, language))
                .count();
        return known > 0 && known * SENSE >= (SENSE - 1L) * said.size();
    }

    /** A text with the trade's words in the place of those that have a slip in them. */
    String spelt(String text, String language, Concepts concepts) {
        Tongue tongue = data.tongue(language);
        StringBuilder spelt = new StringBuilder();
        int at = 0;
        for (Token token : Token.of(text)) {
            String word = token.folded();
            boolean known = !token.isWord()
                    || tongue.known().contains(word)
                    || tongue.known().contains(Stems.stem(word, language))
                    || concepts.isLike(word, language);
            Optional<String> meant = known
                    ? Optional.empty()
                    : concepts.mended(word, language).filter(other -> Spelling.distance(word, other, 1) <= 1);
            if (meant.isPresent()) {
                spelt.append(text, at, token.start()).append(meant.get());
                at = token.end();
            }
        }
        return spelt.append(text.substring(at)).toString();
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
