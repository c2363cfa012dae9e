package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be done as one would write it down: "Weber die Muster zu schicken" is "Weber die Muster schicken". */
final class TaskText {

    private static final Pattern APART = Pattern.compile("(.*) zu (\\p{Ll}+n)");
    private static final Pattern WITHIN = Pattern.compile("(.* )?(\\p{L}+?)zu(\\p{Ll}+n)");
    private static final Pattern LAST = Pattern.compile("(.* )?(\\p{L}+)");

    private TaskText() {}

    static String of(String said, Tongue tongue) {
        return tongue.lexicon().language().equals("de") ? german(said, tongue) : said;
    }

    private static String german(String said, Tongue tongue) {
        Matcher apart = APART.matcher(said);
        if (apart.matches()) {
            return apart.group(1) + " " + apart.group(2);
        }
        Matcher within = WITHIN.matcher(said);
        Set<String> particles = tongue.lexicon().phrases("separable");
        if (within.matches() && particles.contains(Token.fold(within.group(2)))) {
            return Optional.ofNullable(within.group(1)).orElse("") + within.group(2) + within.group(3);
        }
        return ordered(said, tongue).orElse(said);
    }

    /** "Ruf Frau Weber zurück" is "Frau Weber zurückrufen". */
    private static Optional<String> ordered(String said, Tongue tongue) {
        List<Token> tokens = Token.of(said);
        if (tokens.size() < 2) {
            return Optional.empty();
        }
        Token first = tokens.getFirst();
        Token last = tokens.getLast();
        Optional<String> joined = LAST.matcher(said).matches()
                ? tongue.lexicon().verbs("errand").stream()
                        .filter(verb -> verb.isOrder(first.folded()) && verb.endsWith(last.folded()))
                        .findFirst()
                        .map(verb -> said.substring(first.end(), last.start()).strip() + " " + verb.whole())
                : Optional.empty();
        return joined.or(() -> tongue.lexicon().verbs("errand").stream()
                .filter(verb -> verb.isOrder(first.folded()) && verb.endsWith(""))
                .findFirst()
                .map(verb -> said.substring(first.end()).strip() + " " + verb.whole()));
    }
}
