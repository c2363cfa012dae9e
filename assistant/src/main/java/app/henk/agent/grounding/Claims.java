package app.henk.agent.grounding;

import app.henk.agent.grounding.Figure.Measure;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether what begins at some place of an answer is borne out. */
final class Claims {

    /** "Three cloths" needs no source. */
    private static final long SMALL = 5 * Figure.ONE;

    private static final long HUNDRED = 100 * Figure.ONE;
    private static final long THOUSAND = 1_000 * Figure.ONE;

    private static final long LIST_MARKER = 20 * Figure.ONE;

    /** What was found. */
    sealed interface Verdict {

        /** The text has to go on before this can be told. */
        record Open() implements Verdict {}

        /** @param end up to here it may be said */
        record Borne(int end) implements Verdict {}

        record Unfounded() implements Verdict {}
    }

    static final Verdict OPEN = new Verdict.Open();
    static final Verdict UNFOUNDED = new Verdict.Unfounded();

    private static final Pattern QUOTED = Pattern.compile("[„“\"«]\\s?([^„“”\"«»]{1,300}?)\\s?[“”\"»]");

    private final GroundingWords words;
    private final FigureScanner scanner;
    private final Evidence evidence;
    private final ProductNames names;
    private final Draft draft;
    private final Subjects subjects = new Subjects();

    Claims(GroundingWords words, FigureScanner scanner, Evidence evidence, ProductNames names, Draft draft) {
        this.words = words;
        this.draft = draft;
        this.scanner = scanner;
        this.evidence = evidence;
        this.names = names;
    }

    Evidence evidence() {
        return evidence;
    }

    GroundingWords words() {
        return words;
    }

    /** @param attached the digits follow a letter or a hyphen, as in an article number */
    Verdict number(CharSequence text, int from, String before, boolean lineStart, boolean attached, boolean whole) {
        Figure figure = scanner.at(text, from, before, whole);
        if (figure == null) {
            return OPEN;
        }
        int digits = FigureScanner.endOfNumber(text, from);
        if (bears(figure)) {
            return new Verdict.Borne(Math.max(digits, figure.end()));
        }
        if (figure.measure() == Measure.NUMBER && !attached && figure.value() >= 0) {
            boolean marker = lineStart && figure.value() <= LIST_MARKER && isMarker(text, digits);
            if (marker || figure.value() <= SMALL) {
                return new Verdict.Borne(digits);
            }
        }
        return withoutThousands(text, from, before);
    }

    /** "Super 120 290 g" are two numbers, "1 290 €" is one. */
    private Verdict withoutThousands(CharSequence text, int from, String before) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        boolean spaced = end < FigureScanner.endOfNumber(text, from) && FigureScanner.isThousandSpace(text.charAt(end));
        if (!spaced) {
            return UNFOUNDED;
        }
        Figure first = scanner.at(text.subSequence(0, end), from, before, true);
        return first != null && bears(first) ? new Verdict.Borne(end) : UNFOUNDED;
    }

    private static boolean isMarker(CharSequence text, int at) {
        return at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ')');
    }

    /** A number word counts in front of a unit or a month: "sechs Wochen", not "sechs Richtige"; a sum always does. */
    Verdict numberWord(CharSequence text, String word, int end, String before, boolean whole) {
        Figure figure = scanner.atWord(text, word, end, before, whole);
        if (figure == null) {
            return OPEN;
        }
        boolean counts = switch (figure.measure()) {
            case NUMBER -> isSum(figure.value());
            case LENGTH -> false;
            default -> true;
        };
        return !counts || bears(figure) ? new Verdict.Borne(figure.end()) : UNFOUNDED;
    }

    /** "Zweitausendvierhundert" is one, "tausend Dank" is none. */
    private static boolean isSum(long value) {
        return value > HUNDRED && value != THOUSAND;
    }

    private boolean bears(Figure figure) {
        return figure.value() >= 0
                && evidence.bears(figure, scanner, words)
                && subjects.bear(figure, evidence, isPointing(), isAboutALimit());
    }

    /** "Unter Ihrem Budget von 1.500 €" tells no price. */
    private boolean isAboutALimit() {
        return words.said(draft.sentence).anyMatch(words::isLimit);
    }

    private boolean isPointing() {
        return words.said(draft.sentence).anyMatch(words::isPointing);
    }

    void endSentence() {
        subjects.endSentence();
    }

    /** A capitalised word that begins the name of something for sale. */
    Verdict name(CharSequence text, int from, int end, String lower, boolean whole) {
        List<String> candidates = names.beginningWith(lower);
        if (candidates.isEmpty()) {
            return new Verdict.Borne(end);
        }
        String rest = text.subSequence(from, text.length()).toString().toLowerCase(Locale.ROOT);
        if (!whole && candidates.stream().anyMatch(name -> name.startsWith(rest) && name.length() >= rest.length())) {
            return OPEN;
        }
        for (String name : candidates) {
            if (rest.startsWith(name)) {
                boolean borne = mentioned(name) && subjects.add(name, evidence, isAboutALimit());
                return borne ? new Verdict.Borne(from + name.length()) : UNFOUNDED;
            }
        }
        return new Verdict.Borne(end);
    }

    boolean mayBecomeName(String beginning) {
        return names.mayBegin(beginning);
    }

    /** Behind "the fabric …" stands a name: known to the evidence, or a word that names no single thing. */
    boolean isKnownName(String lower) {
        return words.isGeneric(lower) || mentioned(lower);
    }

    private boolean mentioned(String name) {
        return evidence.mentions(name, scanner, words);
    }

    /** Whether the tenant's own texts speak of it. */
    boolean isProvided(String text) {
        return evidence.provides(text, scanner, words);
    }

    /** Whether the person or the tenant's own texts have said this. */
    boolean isGiven(String text) {
        return mentioned(text) || isProvided(text);
    }

    /** Whether documents or data say this sentence: see {@link Quotations#have}. */
    boolean quotes(String sentence, int claim, boolean over) {
        return evidence.quotes(sentence, claim, over, scanner, words);
    }

    /** Whether a sentence with this word promises something that nobody granted; what it quotes of the person does not. */
    boolean promises(String word, String sentence) {
        String own = withoutOwnWords(sentence);
        List<String> said = words.said(own).toList();
        if (!own.equals(sentence) && !said.contains(word)) {
            return false;
        }
        if (said.stream().anyMatch(words::isNegation) || sentence.strip().endsWith("?")) {
            return false;
        }
        if (words.isStocked(word)) {
            String lower = sentence.toLowerCase(Locale.ROOT);
            return evidence.outOfStock(scanner, words).stream().anyMatch(lower::contains);
        }
        if (words.isContact(word)) {
            boolean granted = isProvided("noted") || isProvided("stored");
            return !granted
                    && said.stream().anyMatch(words::isCaller)
                    && said.stream().noneMatch(words::isSoft);
        }
        return !isProvided(word);
    }

    private String withoutOwnWords(String sentence) {
        return QUOTED.matcher(sentence).replaceAll(quote -> mentioned(quote.group(1)) ? " " : "$0");
    }
}
