package app.henk.agent.offline;

import java.util.List;

/**
 * Tells what something is needed for from what is only spoken of: "fürs Büro" says it, "im Zug" does not, and "the poor
 * groom" is not who speaks.
 */
final class Purpose {

    /** Words between "for" and what it is for. */
    private static final int REACH = 4;

    private static final int BESIDE = 2;
    private static final int FEW = 4;
    private static final String GARMENT = "garment";
    private static final String ROLE = "role";

    private final Line line;
    private final List<Span<String>> named;
    private final String first;

    /** @param named all that the message names */
    Purpose(Line line, List<Span<String>> named) {
        this.line = line;
        this.named = named;
        this.first = line.setting().consultation().first();
    }

    /** Of two purposes the one that is said to be one: who sits in trains needs the suit for the office all the same. */
    boolean isCloser(Span<String> one, Span<String> other) {
        return isPurpose(one) && isFramed(one) && isInPassing(other);
    }

    private boolean isInPassing(Span<String> hit) {
        return line.setting().consultation().inPassing().contains(hit.value()) && !isFramed(hit);
    }

    /** What is only spoken of in passing: beside a purpose that is said to be one, or when another one is known. */
    boolean isAside(Span<String> hit) {
        if (Change.kind(hit.value()).equals(ROLE)) {
            return isOthersRole(hit);
        }
        if (isPurpose(hit) && (isManner(hit) || isCompared(hit))) {
            return true;
        }
        if (!isPurpose(hit)
                || isFramed(hit)
                || beginsFragment(hit.from())
                || line.setting().asked().equals(first)) {
            return false;
        }
        boolean another = isInPassing(hit) && named.stream().anyMatch(other -> isPurpose(other) && isFramed(other));
        List<String> known = line.setting().known().purposes();
        boolean settled = !known.isEmpty()
                && !known.contains(hit.value())
                && line.tokens().stream().filter(Token::isWord).count() > FEW
                && !line.words().of("changes_mind").isIn(line.tokens());
        return another || settled;
    }

    /** "Beerdigungsmäßig" is how something looks. */
    private boolean isManner(Span<String> hit) {
        String word = line.tokens().get(hit.to() - 1).folded();
        return line.words().list("manner").stream().anyMatch(word::endsWith)
                || line.words().of("manner_words").has(line.tokens(), hit.to());
    }

    /** "You sound like my lawyer", "nicht aussehen wie ein Bankdirektor". */
    private boolean isCompared(Span<String> hit) {
        for (int i = hit.from();
                i > Math.max(0, hit.from() - REACH) && !line.tokens().get(i - 1).isMark();
                i--) {
            if (line.words().of("as_if").before(line.tokens(), i).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** "Ok serious now: interview at a law firm". */
    private boolean beginsFragment(int at) {
        return at == 0
                || line.tokens().get(at - 1).isMark()
                || line.text()
                                .substring(
                                        line.tokens().get(at - 1).end(),
                                        line.tokens().get(at).start())
                                .indexOf(':')
                        >= 0;
    }

    private boolean isPurpose(Span<String> hit) {
        return Change.kind(hit.value()).equals(first);
    }

    /** "Für eine Hochzeit", "Hochzeitsanzug", "a wedding suit". */
    private boolean isFramed(Span<String> hit) {
        for (int i = hit.from(); i > Math.max(0, hit.from() - REACH); i--) {
            if (line.words().of("purpose").before(line.tokens(), i).isPresent()) {
                return true;
            }
            if (line.tokens().get(i - 1).isMark()) {
                break;
            }
        }
        return named.stream()
                .anyMatch(other -> Change.kind(other.value()).equals(GARMENT)
                        && other.from() <= hit.to() + BESIDE - 1
                        && other.to() >= hit.from() - BESIDE);
    }

    /** "Der Bräutigam trägt Blau", but not "ich bin der Bräutigam". */
    private boolean isOthersRole(Span<String> hit) {
        if (hit.to() - hit.from() > 1) {
            return false;
        }
        boolean several = hit.from() > 0
                && (line.words().of("mine").has(line.tokens(), hit.from() - 1)
                        || (line.words().of("people").has(line.tokens(), hit.from())
                                && new Numbers(line.words())
                                        .at(line.tokens(), hit.from() - 1)
                                        .isPresent()));
        if (several) {
            // "me and five groomsmen", "meine Trauzeugen"
            return true;
        }
        for (int i = hit.from();
                i > Math.max(0, hit.from() - BESIDE)
                        && !line.tokens().get(i - 1).isMark();
                i--) {
            if (line.words().of("others_article").before(line.tokens(), i).isPresent()) {
                return line.words()
                        .of("as_oneself")
                        .before(line.tokens(), i - 1)
                        .isEmpty();
            }
        }
        return false;
    }
}
