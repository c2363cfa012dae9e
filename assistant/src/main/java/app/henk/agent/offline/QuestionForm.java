package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;

/** Whether a sentence is put as a question: by its mark, by how it begins, or by a tag at its end. */
final class QuestionForm {

    private static final int SOMETHING = 4;

    private QuestionForm() {}

    /** "Sie machen doch auch Hemden, oder". */
    private static boolean endsWithTag(List<Token> sentence, Words words) {
        return words.of("tags")
                .before(sentence, sentence.size())
                .filter(tag -> sentence.size() > tag.length() + 2
                        && sentence.get(sentence.size() - tag.length() - 1)
                                .folded()
                                .equals(","))
                .isPresent();
    }

    /** "Was Schlichtes", "was ganz Leichtes": something, and no question what. */
    private static boolean isSomething(List<Token> sentence, Words words) {
        return words.of("something").has(sentence, 0)
                && sentence.stream()
                        .limit(SOMETHING)
                        .anyMatch(token -> token.isCapitalised()
                                && token.start() > sentence.getFirst().start()
                                && token.folded().endsWith("es"));
    }

    /** "Soll braun sein" leaves out what should be, "soll ich kommen" asks. */
    private static boolean isOfIt(List<Token> sentence, Words words) {
        return sentence.size() > 1
                && words.of("of_it").has(sentence, 0)
                && !words.of("pronouns").has(sentence, 1);
    }

    static boolean is(List<Token> sentence, Words words) {
        boolean marked = sentence.getLast().folded().equals("?") || endsWithTag(sentence, words);
        if (!marked && (isSomething(sentence, words) || isOfIt(sentence, words))) {
            return false;
        }
        if (!marked && words.of("not_question").has(sentence, 0)) {
            return false;
        }
        int from = words.of("and").at(sentence, 0).map(Lookup.Hit::length).orElse(0);
        Optional<Lookup.Hit> asking = words.of("question")
                .at(sentence, 0)
                .filter(hit -> from == 0 || hit.length() > from)
                .or(() -> words.of("question").at(sentence, from));
        boolean begins = asking.isPresent()
                || (sentence.size() > 1
                        && words.of("preposition").has(sentence, 0)
                        && words.of("question").has(sentence, 1));
        boolean denies = words.of("negation.before")
                .has(sentence, from + asking.map(Lookup.Hit::length).orElse(1));
        return marked
                || (begins && !denies && sentence.size() > 2)
                || words.of("yes_or_no").isIn(sentence)
                || words.of("indirect").isIn(sentence);
    }
}
