package app.henk.agent.offline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

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
        Contact contact = contact(line);
        List<Span<Change>> dates = dates(line);
        List<Change> changes = new ArrayList<>(budget(line));
        Contact named = leftOverName(line, contact);
        List<Span<Change>> mentioned = concepts(line);
        List<String> slots = slots(line);
        List<Heard.Act> acts = new Acts(tongue, line.taken()).of(text, line.tokens(), named);
        acts = wishes(acts, mentioned, line);
        changes.addAll(told(mentioned, acts, line));
        changes.addAll(days(dates, acts, line));
        changes.addAll(opened(acts, slots, setting.asked()));
        Optional<String> switchTo = acts.stream().anyMatch(a -> a.intent() == Intent.LANGUAGE)
                ? tongue.words().of("languages").in(line.tokens()).map(Lookup.Hit::value)
                : Optional.empty();
        List<String> concepts =
                mentioned.stream().map(span -> concept(span.value())).toList();
        return new Heard(text, language, switchTo, acts, changes, named, slots, concepts, pick(line));
    }

    boolean speaks(String language) {
        return data.speaks(language);
    }

    private record Line(String text, List<Token> tokens, BitSet taken, Tongue tongue, Setting setting) {

        Words words() {
            return tongue.words();
        }

        String words(int from, int to) {
            return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
        }

        void take(int from, int to) {
            taken.set(from, to);
        }

        void take(Contacts.Place place) {
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.get(i).start() < place.end() && tokens.get(i).end() > place.start()) {
                    taken.set(i);
                }
            }
        }
    }

    private String language(String text, Setting setting) {
        String bare = text.replaceAll("\\S+@\\S+", " ");
        Languages.Guess guess = data.languages().guess(bare, setting.languages());
        return guess.grounded() && guess.margin() >= SURE_OF_LANGUAGE ? guess.language() : setting.language();
    }

    /** Those of the message's language first; people write from everywhere. */
    private List<String> regions(Words words) {
        List<String> regions = new ArrayList<>(words.list("phone_regions"));
        EngineData.LANGUAGES.forEach(
                language -> regions.addAll(data.tongue(language).words().list("phone_regions")));
        return regions.stream().distinct().toList();
    }

    private Contact contact(Line line) {
        Concepts concepts = line.setting().concepts();
        Contacts contacts = new Contacts(line.text(), line.words(), regions(line.words()), concepts::isWord);
        Optional<Contacts.Place> email = contacts.email();
        email.ifPresent(line::take);
        Optional<Contacts.Place> broken = contacts.brokenEmail();
        broken.ifPresent(line::take);
        Optional<Contacts.Place> phone = contacts.phone();
        phone.ifPresent(line::take);
        Optional<Span<String>> name = contacts.introducedName(line.tokens())
                .filter(span -> line.taken().get(span.from(), span.to()).isEmpty());
        name.ifPresent(span -> line.take(span.from(), span.to()));
        Optional<Span<String>> company = contacts.company(line.tokens());
        company.ifPresent(span -> line.take(span.from(), span.to()));
        return new Contact(
                name.map(Span::value),
                email.map(Contacts.Place::value),
                phone.map(Contacts.Place::value),
                company.map(Span::value),
                broken.map(Contacts.Place::value));
    }

    private static List<Span<Change>> dates(Line line) {
        List<Span<Change>> changes = new ArrayList<>();
        for (Span<When> span : new Dates(line.words(), line.setting().today()).find(line.tokens())) {
            boolean free = line.taken().get(span.from(), span.to()).isEmpty();
            line.take(span.from(), span.to());
            if (free && !denied(line, span.from())) {
                changes.add(new Span<>(
                        new Change.Dated(span.value(), line.words(span.from(), span.to())), span.from(), span.to()));
            }
        }
        return changes;
    }

    /** "Juli, nicht Mai": the word in front, or the one before a preposition. */
    private static boolean denied(Line line, int from) {
        Lookup negators = line.words().of("negation.before");
        boolean preposition =
                line.words().of("date.preposition").before(line.tokens(), from).isPresent();
        return negators.before(line.tokens(), from).isPresent()
                || preposition && negators.before(line.tokens(), from - 1).isPresent();
    }

    private static List<Change> budget(Line line) {
        boolean asked = line.setting().asked().equals("budget");
        Optional<Span<Budget>> budget = new Amounts(line.words())
                .find(line.tokens(), line.taken()::get, asked, line.setting().budgetKnown());
        budget.ifPresent(span -> line.take(span.from(), span.to()));
        return budget.<List<Change>>map(
                        span -> List.of(new Change.Spending(span.value(), line.words(span.from(), span.to()))))
                .orElse(List.of());
    }

    private static List<Span<Change>> concepts(Line line) {
        List<Span<Change>> changes = new ArrayList<>();
        Negation negation = new Negation(line.words(), line.tokens());
        takeHomonyms(line);
        boolean also = line.words().of("also").isIn(line.tokens());
        List<Span<String>> hits = line.setting()
                .concepts()
                .find(
                        line.tokens(),
                        line.words().language(),
                        line.tongue().known()::contains,
                        line.tongue().small()::contains);
        for (Span<String> hit : hits) {
            boolean free = line.taken().get(hit.from(), hit.to()).isEmpty();
            if (free && line.setting().consultation().isFact(hit.value())) {
                Change change = negation.covers(hit.from(), hit.to())
                        ? new Change.Avoided(hit.value())
                        : new Change.Wanted(hit.value(), also);
                changes.add(new Span<>(change, hit.from(), hit.to()));
            }
        }
        return changes;
    }

    /** "Ich weiß" is no colour. */
    private static void takeHomonyms(Line line) {
        for (int i = 0; i < line.tokens().size(); i++) {
            int from = i;
            line.words()
                    .of("negation.homonyms")
                    .at(line.tokens(), i)
                    .ifPresent(hit -> line.take(from, from + hit.length()));
        }
    }

    /** The day of a visit is not the day that something is needed for. */
    private static List<Change> days(List<Span<Change>> dates, List<Heard.Act> acts, Line line) {
        return dates.stream()
                .filter(span -> acts.stream()
                        .noneMatch(act -> act.intent() == Intent.APPOINTMENT
                                && act.covers(line.tokens().get(span.from()).start())))
                .map(Span::value)
                .toList();
    }

    /** "Haben Sie etwas in Blau?" wants to be shown it. */
    private static List<Heard.Act> wishes(List<Heard.Act> acts, List<Span<Change>> mentioned, Line line) {
        return acts.stream()
                .map(act -> {
                    boolean names = mentioned.stream()
                            .anyMatch(span ->
                                    act.covers(line.tokens().get(span.from()).start()));
                    boolean wish = act.intent() == Intent.QUESTION
                            && names
                            && line.words().of("wish_question").has(Token.of(act.sentence()), 0);
                    return wish ? new Heard.Act(Intent.SHOW, act.score(), act.sentence(), act.start()) : act;
                })
                .toList();
    }

    /** Who asks whether linen creases does not want linen yet. */
    private static List<Change> told(List<Span<Change>> mentioned, List<Heard.Act> acts, Line line) {
        List<Change> told = mentioned.stream()
                .filter(span -> {
                    int at = line.tokens().get(span.from()).start();
                    return acts.stream().noneMatch(act -> act.covers(at) && act.onlyMentions());
                })
                .map(Span::value)
                .toList();
        return implied(told, line.setting().consultation());
    }

    private static String concept(Change change) {
        return switch (change) {
            case Change.Wanted wanted -> wanted.concept();
            case Change.Avoided avoided -> avoided.concept();
            case Change.Spending _, Change.Dated _, Change.Open _ -> "";
        };
    }

    /** Who is the groom needs nothing said of a wedding. */
    private static List<Change> implied(List<Change> told, Consultation consultation) {
        List<Change> all = new ArrayList<>(told);
        for (Change change : told) {
            if (change instanceof Change.Wanted wanted && consultation.implies().containsKey(wanted.concept())) {
                String implied = consultation.implies().get(wanted.concept());
                boolean said = told.stream()
                        .anyMatch(c -> c instanceof Change.Wanted w
                                && Change.kind(w.concept()).equals(Change.kind(implied)));
                if (!said) {
                    all.add(new Change.Wanted(implied, true));
                }
            }
        }
        return all;
    }

    /** A bare name is believed only beside an address or when it was asked for. */
    private static Contact leftOverName(Line line, Contact contact) {
        boolean asked = line.setting().asked().equals("name");
        boolean expected = asked
                || line.setting().asked().equals("contact")
                || line.setting().asked().equals("reach");
        if (contact.name().isPresent() || !(contact.reachable() || expected)) {
            return contact;
        }
        return new Contacts(line.text(), line.words(), List.of(), line.setting().concepts()::isWord)
                .leftOverName(line.tokens(), line.taken(), asked || contact.reachable())
                .filter(name -> asked || contact.reachable() || name.to() - name.from() > 1)
                .map(name -> {
                    line.take(name.from(), name.to());
                    return new Contact(
                            Optional.of(name.value()),
                            contact.email(),
                            contact.phone(),
                            contact.company(),
                            contact.broken());
                })
                .orElse(contact);
    }

    private static List<String> slots(Line line) {
        List<String> slots = new ArrayList<>();
        for (int i = 0; i < line.tokens().size(); i++) {
            line.words()
                    .of("slots")
                    .at(line.tokens(), i)
                    .map(Lookup.Hit::value)
                    .filter(s -> !slots.contains(s))
                    .ifPresent(slots::add);
        }
        return slots;
    }

    private static List<Change> opened(List<Heard.Act> acts, List<String> slots, String asked) {
        boolean withdrawn = acts.stream().anyMatch(a -> a.intent() == Intent.WITHDRAW);
        boolean indifferent = acts.stream().anyMatch(a -> a.intent() == Intent.DONT_KNOW);
        if (withdrawn && !slots.isEmpty()) {
            return slots.stream().<Change>map(Change.Open::new).toList();
        }
        return (withdrawn || indifferent) && !asked.isEmpty() ? List.of(new Change.Open(asked)) : List.of();
    }

    private static Optional<Integer> pick(Line line) {
        for (int i = 0; i < line.tokens().size(); i++) {
            Optional<Lookup.Hit> hit = line.words().of("pick").at(line.tokens(), i);
            if (hit.isPresent() && !line.taken().get(i)) {
                return Optional.of(Integer.valueOf(hit.get().value()));
            }
        }
        return Optional.empty();
    }
}
