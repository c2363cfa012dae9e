package app.henk.agent.offline;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds name, e-mail, phone and company in whatever form they are given. */
final class Contacts {

    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\d._%+-]+\\s?(?:@|\\(at\\)|\\[at])\\s?[\\p{L}\\d-]+(?:\\.[\\p{L}\\d-]+)*\\.\\p{L}{2,}");
    private static final Pattern NEARLY_EMAIL = Pattern.compile("\\S+@\\S*|\\S+\\(at\\)\\S*");
    /** Whether it can be called is not for us to say, when somebody writes it like a number. */
    private static final Pattern PHONE = Pattern.compile("(?:\\+|\\b00?)\\d[\\d /()-]{7,16}\\d");

    private static final Pattern FIRM = Pattern.compile(
            "\\p{Lu}[\\p{L}.'’-]+(?: \\p{Lu}[\\p{L}.'’-]+){0,2} ?& ?\\p{Lu}[\\p{L}.'’-]+(?: \\p{Lu}[\\p{L}.'’-]+){0,2}");

    private static final Pattern DATE =
            Pattern.compile("[0-3]?\\d[./-][01]?\\d[./-](?:\\d{2}){1,2}|20\\d\\d-\\d\\d-\\d\\d");

    private static final int LONGEST_NAME = 4;
    private static final int MOST_BESIDE_NAME = 3;

    private final String text;
    private final Words words;
    private final List<String> regions;
    private final Predicate<String> tradeWord;

    /**
     * @param regions whose numbers may be written without the country's prefix, the likeliest first
     * @param tradeWord what the tenant's trade has a meaning for, so that no name begins with it
     */
    Contacts(String text, Words words, List<String> regions, Predicate<String> tradeWord) {
        this.tradeWord = tradeWord;
        this.text = text;
        this.words = words;
        this.regions = regions;
    }

    /** Where in the text something stands. */
    record Place(String value, int start, int end) {}

    Optional<Place> email() {
        Matcher matcher = EMAIL.matcher(text);
        return matcher.find()
                ? Optional.of(new Place(
                        matcher.group()
                                .replaceAll("\\s|\\(|\\)|\\[|]", "")
                                .replaceFirst("(?<=[\\p{L}\\d])at(?=[\\p{L}\\d-]+\\.)", at(matcher.group())),
                        matcher.start(),
                        matcher.end()))
                : Optional.empty();
    }

    private static String at(String written) {
        return written.contains("@") ? "at" : "@";
    }

    /** Something with an @ that is no address: it is better to ask again than to pass over it. */
    Optional<Place> brokenEmail() {
        Matcher matcher = NEARLY_EMAIL.matcher(text);
        return matcher.find() && email().isEmpty()
                ? Optional.of(new Place(matcher.group(), matcher.start(), matcher.end()))
                : Optional.empty();
    }

    /** In the form in which it was written; whether it can be called is for the one who stores it to say. */
    Optional<Place> phone() {
        for (String region : regions) {
            for (var match : PhoneNumberUtil.getInstance().findNumbers(text, region, Leniency.VALID, 20)) {
                String raw = match.rawString();
                if (raw.replaceAll("\\D", "").length() >= 7
                        && !DATE.matcher(raw).matches()) {
                    return Optional.of(new Place(raw, match.start(), match.end()));
                }
            }
        }
        Matcher written = PHONE.matcher(text);
        return written.find()
                ? Optional.of(new Place(written.group().strip(), written.start(), written.end()))
                : Optional.empty();
    }

    /**
     * "ich heiße Max Müller", "Name: Max Müller"; the name ends where another word of the language begins.
     *
     * @param expected whether a name was asked for or stands to reason: "ich bin Makler" names a trade
     */
    Optional<Span<String>> introducedName(List<Token> tokens, boolean expected) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> intro = words.of("name.intro").at(tokens, i);
            if (intro.isPresent()) {
                int from = skipTitle(tokens, i + intro.get().length());
                Optional<Span<String>> name = nameAt(tokens, from, new BitSet(), true);
                boolean weak = intro.get().value().equals("weak");
                boolean whole = name.isPresent()
                        && (expected || name.get().to() - name.get().from() > 1);
                if (name.isPresent() && (!weak || (whole && looksLikeName(tokens, name.get())))) {
                    return Optional.of(
                            new Span<>(name.get().value(), i, name.get().to()));
                }
            }
        }
        return Optional.empty();
    }

    /** What is left of a message with contact data when everything else is taken away, if it can be a name. */
    Optional<Span<String>> leftOverName(List<Token> tokens, BitSet taken, boolean asked) {
        Optional<Span<String>> whole = leftOver(tokens, taken, false).filter(name -> name.to() - name.from() > 1);
        return whole.or(() -> leftOver(tokens, taken, asked));
    }

    private Optional<Span<String>> leftOver(List<Token> tokens, BitSet taken, boolean asked) {
        Optional<Span<String>> single = Optional.empty();
        for (int i = 0; i < tokens.size(); i++) {
            if (taken.get(i) || !tokens.get(i).isWord()) {
                continue;
            }
            int from = skipTitle(tokens, i);
            Optional<Span<String>> name =
                    surnameFirst(tokens, from, asked).or(() -> nameAt(tokens, from, taken, asked));
            if (name.isPresent()
                    && taken.get(from, name.get().to()).isEmpty()
                    && !leadsOn(tokens, name.get().to())
                    && standsAlone(tokens, name.get(), taken)) {
                if (name.get().to() - name.get().from() > 1) {
                    return name;
                }
                // of single words the last one: contact data ends with a name more often than it begins with one
                single = name;
            }
        }
        return single;
    }

    /** "Zweite Frage: …" announces something, and nobody. */
    private boolean leadsOn(List<Token> tokens, int at) {
        return text.startsWith(":", tokens.get(at - 1).end());
    }

    /** Between marks or lines there is little beside a name: "gern, Max Müller", but not "mail me later". */
    private boolean standsAlone(List<Token> tokens, Span<String> name, BitSet taken) {
        int from = name.from();
        while (from > 0 && !taken.get(from - 1) && !parted(tokens, from - 1)) {
            from--;
        }
        int to = name.to();
        while (to < tokens.size() && !taken.get(to) && !parted(tokens, to - 1)) {
            to++;
        }
        return to - from - (name.to() - name.from()) <= MOST_BESIDE_NAME;
    }

    private boolean parted(List<Token> tokens, int after) {
        boolean mark = tokens.get(after).isMark()
                || (after + 1 < tokens.size() && tokens.get(after + 1).isMark());
        String between = after + 1 < tokens.size()
                ? text.substring(tokens.get(after).end(), tokens.get(after + 1).start())
                : "";
        return mark || between.indexOf('\n') >= 0 || between.indexOf(':') >= 0 || between.indexOf('(') >= 0;
    }

    /** "roman dietz roman.dietz@mail.example": the words that the address is made of, whatever stands beside them. */
    Optional<Span<String>> nameOf(String address, List<Token> tokens, BitSet taken) {
        List<String> parts = List.of(Token.fold(address.replaceFirst("@.*", "")).split("[^\\p{L}]+"));
        for (int from = 0; from < tokens.size(); from++) {
            int end = from;
            while (end < tokens.size()
                    && end - from < LONGEST_NAME
                    && !taken.get(end)
                    && parts.contains(tokens.get(end).folded())) {
                end++;
            }
            if (end - from > 1) {
                return Optional.of(new Span<>(tidy(raw(tokens, from, end)), from, end));
            }
        }
        return Optional.empty();
    }

    /** "Schmidt, Jonas". */
    private Optional<Span<String>> surnameFirst(List<Token> tokens, int from, boolean anyCase) {
        boolean comma =
                from + 2 < tokens.size() && tokens.get(from + 1).folded().equals(",");
        boolean ends = from + 3 >= tokens.size() || tokens.get(from + 3).isMark();
        return comma && ends && partOfName(tokens, from, anyCase, true) && partOfName(tokens, from + 2, anyCase, true)
                ? Optional.of(new Span<>(
                        tidy(tokens.get(from + 2).raw() + " " + tokens.get(from).raw()), from, from + 3))
                : Optional.empty();
    }

    /** "Thornton & Daughters". */
    Optional<Place> firm() {
        Matcher matcher = FIRM.matcher(text);
        return matcher.find()
                ? Optional.of(new Place(matcher.group().strip(), matcher.start(), matcher.end()))
                : Optional.empty();
    }

    Optional<Span<String>> company(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> intro = words.of("company.intro").at(tokens, i);
            if (intro.isPresent()) {
                return nameAt(tokens, i + intro.get().length(), new BitSet(), false);
            }
            // "gebet se" is no company
            if (words.of("company.form").has(tokens, i)
                    && i > 0
                    && tokens.get(i).isCapitalised()) {
                int from = i;
                while (from > 0
                        && i - from < LONGEST_NAME
                        && tokens.get(from - 1).isCapitalised()) {
                    from--;
                }
                int to =
                        i + words.of("company.form").at(tokens, i).orElseThrow().length();
                return from == i ? Optional.empty() : Optional.of(new Span<>(raw(tokens, from, to), from, to));
            }
        }
        return Optional.empty();
    }

    private int skipTitle(List<Token> tokens, int at) {
        int i = at;
        while (i < tokens.size()
                && (words.of("name.title").has(tokens, i) || tokens.get(i).isMark())) {
            i += words.of("name.title").at(tokens, i).map(Lookup.Hit::length).orElse(1);
        }
        return i;
    }

    private Optional<Span<String>> nameAt(List<Token> tokens, int from, BitSet taken, boolean anyCase) {
        int end = from;
        while (end < tokens.size()
                && end - from < LONGEST_NAME
                && !taken.get(end)
                && (end == from || !isLabel(tokens, end - 1))
                && partOfName(tokens, end, anyCase, end == from)) {
            end++;
        }
        return end == from || isMixed(tokens, from, end)
                ? Optional.empty()
                : Optional.of(new Span<>(tidy(raw(tokens, from, end)), from, end));
    }

    /** "Fürs Lehrerzimmer": a name is written with capitals throughout, or without any. */
    private boolean isMixed(List<Token> tokens, int from, int end) {
        return end - from > 1
                && !tokens.get(from).isCapitalised()
                && !words.of("name.particle").has(tokens, from)
                && tokens.subList(from, end).stream().anyMatch(Token::isCapitalised);
    }

    /** "Angebot: Volker Nagel". */
    private boolean isLabel(List<Token> tokens, int i) {
        return text.substring(tokens.get(i).end(), tokens.get(i + 1).start()).indexOf(':') >= 0;
    }

    private boolean partOfName(List<Token> tokens, int i, boolean anyCase, boolean first) {
        Token token = tokens.get(i);
        boolean elided = token.end() < text.length() && "'’".indexOf(text.charAt(token.end())) >= 0;
        if (!token.isWord() || (token.folded().length() < 2 && !elided)) {
            return false;
        }
        if (words.of("name.particle").has(tokens, i)) {
            return !first || token.isCapitalised();
        }
        if (words.of("fillers").exactly(token.folded()).isPresent() || (first && beginsDate(tokens, i))) {
            return false;
        }
        boolean allowed = !first
                || (!words.of("name.never").has(tokens, i)
                        && (!tradeWord.test(token.folded()) || firstNameAt(tokens, i)));
        return (anyCase || token.isCapitalised())
                && allowed
                && !words.of("function").has(tokens, i);
    }

    /** "Ich bin Ende Mai eingeladen" names nobody. */
    private boolean beginsDate(List<Token> tokens, int i) {
        return words.of("date.parts").has(tokens, i)
                || words.of("date.weekdays").has(tokens, i)
                || words.of("date.days").has(tokens, i);
    }

    /** "Marie Curie": a word of the trade, but written like a name and followed by one. */
    private boolean firstNameAt(List<Token> tokens, int i) {
        return tokens.get(i).isCapitalised()
                && i + 1 < tokens.size()
                && tokens.get(i + 1).isCapitalised()
                && !tradeWord.test(tokens.get(i + 1).folded());
    }

    private boolean looksLikeName(List<Token> tokens, Span<String> name) {
        for (int i = name.from(); i < name.to(); i++) {
            if (!tokens.get(i).isCapitalised() && !words.of("name.particle").has(tokens, i)) {
                return false;
            }
        }
        return true;
    }

    /** As it was written, a hyphen within included. */
    private String raw(List<Token> tokens, int from, int to) {
        StringBuilder name = new StringBuilder();
        for (int i = from; i < to; i++) {
            name.append(
                            i == from
                                    ? ""
                                    : text.substring(
                                            tokens.get(i - 1).end(),
                                            tokens.get(i).start()))
                    .append(tokens.get(i).raw());
        }
        return name.toString();
    }

    /** "max müller" was typed on a phone: names have capitals. */
    private static String tidy(String name) {
        if (!name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
            return name;
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split(" ")) {
            parts.add(part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1));
        }
        return String.join(" ", parts);
    }
}
