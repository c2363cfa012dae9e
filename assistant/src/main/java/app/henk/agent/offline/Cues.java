package app.henk.agent.offline;

import java.util.List;

/** What a sentence must name so that likeness to phrases is believed of it. */
final class Cues {

    private static final int FEW = 5;
    private static final List<String> BARGAIN = List.of(
            "haggle_cues",
            "cues.haggle",
            "cues.cheaper",
            "money.words",
            "money.currency",
            "money.elsewhere",
            "money.thousand");
    private static final int LONGEST_SMALL_TALK = 8;

    private final Line line;
    private final Words words;

    Cues(Line line) {
        this.line = line;
        this.words = line.words();
    }

    /**
     * "Et un tailleur ?" asks for a suit, "then I shall ring you" for nothing: who wants a person speaks of speaking or of
     * somebody, who wants to be called names who is to be.
     */
    boolean bearOut(Intent intent, List<Token> sentence) {
        return switch (intent) {
            case PERSON -> words.of("person_cues").isIn(sentence);
            // "kann ich ihn per Post schicken?" asks for no sample
            case SAMPLES ->
                words.of("sample_cues").isIn(sentence)
                        || sentence.stream()
                                .anyMatch(token -> words.of("sample_cues")
                                        .beginning(token.folded())
                                        .isPresent())
                        || line.tongue().classifier().exactly(sentence).isPresent();
            // "Telefon?" asks for ours
            case CALL_ME ->
                words.of("call_cues").isIn(sentence)
                        && !(sentence.getLast().folded().equals("?") && count(sentence) <= 2);
            case COMPLAINT ->
                (nameGrievance(sentence) && !(sentence.getLast().folded().equals("?") && count(sentence) <= FEW))
                        || words.of("cues.complaint").isIn(sentence);
            case SMALL_TALK ->
                count(sentence) <= LONGEST_SMALL_TALK
                        || line.tongue().classifier().exactly(sentence).isPresent();
            // "direkt am Steg" compares nothing
            case COMPARE ->
                words.of("compare_cues").isIn(sentence)
                        || line.tongue().classifier().exactly(sentence).isPresent();
            // "why is that airier?" wants nothing off
            case HAGGLE ->
                speaksOfBargain(sentence)
                        && !words.of("not_haggle").isIn(sentence)
                        && !(words.of("why_words").isIn(sentence)
                                && !words.of("cues.haggle").isIn(sentence)
                                && !words.of("money.words").isIn(sentence));
            // "qui lit ce que j'écris ?", "ist ein höherer Wert automatisch besser?"
            case HUMAN ->
                OwnFile.isOfWhoAnswers(words, sentence)
                        || line.tongue().classifier().exactly(sentence).isPresent();
            case CHEAPER ->
                words.of("cues.cheaper").isIn(sentence)
                        || line.setting().known().shown()
                        || line.tongue().classifier().exactly(sentence).isPresent();
            case FINER -> words.of("finer_cues").isIn(sentence);
            case CANCEL_VISIT -> !VisitTalk.isAboutOther(words, sentence);
            // "er spricht nur Englisch" tells of somebody else
            case LANGUAGE ->
                !words.of("others_speak").isIn(sentence)
                        && (words.of("language_cues").isIn(sentence) || count(sentence) <= 2);
            // "das reicht auch nicht" takes no leave
            case GOODBYE ->
                !words.of("negation.before").isIn(sentence)
                        || line.tongue().classifier().exactly(sentence).isPresent();
            // "vous pouvez faire quelque chose d'ici là ?"
            case ABILITIES -> !words.of("by_then").isIn(sentence);
            case REFUSE_CONSENT ->
                words.of("data_cues").isIn(sentence) || line.setting().asked().equals("consent");
            default -> true;
        };
    }

    /** A question for the reason, whatever it is like. */
    boolean asksWhy(List<Token> sentence) {
        return sentence.getLast().folded().equals("?")
                && count(sentence) > FEW
                && words.of("why_words").has(sentence, 0);
    }

    /** "Kann sie einen Gutschein kaufen?" wants nothing off. */
    private boolean speaksOfBargain(List<Token> sentence) {
        return BARGAIN.stream().anyMatch(list -> words.of(list).isIn(sentence))
                || sentence.stream().anyMatch(Token::isNumber)
                || line.tongue().classifier().exactly(sentence).isPresent();
    }

    boolean nameGrievance(List<Token> said) {
        return words.of("cues.complaint").isIn(said)
                || words.of("complaint_cues").isIn(said);
    }

    private static long count(List<Token> sentence) {
        return sentence.stream().filter(Token::isWord).count();
    }
}
