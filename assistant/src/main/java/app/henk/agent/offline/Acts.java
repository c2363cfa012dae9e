package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what each sentence of a message does: by rule where a rule is sure, by likeness to trained phrases elsewhere. */
final class Acts {

    private static final double ENOUGH = 0.36;
    private static final double ENOUGH_BESIDE_FACTS = 0.5;
    private static final double SURE = 0.6;
    private static final double CUE = 0.4;

    private final Tongue tongue;
    private final BitSet taken;

    Acts(Tongue tongue, BitSet taken) {
        this.tongue = tongue;
        this.taken = taken;
    }

    List<Act> of(String text, List<Token> tokens, Contact contact) {
        List<Act> acts = new ArrayList<>();
        for (List<Token> sentence : new Sentences(tongue, text).split(tokens)) {
            if (!sentence.isEmpty()) {
                int start = sentence.getFirst().start();
                String words = text.substring(start, sentence.getLast().end());
                act(sentence, tokens)
                        .ifPresent(guess -> acts.add(new Act(guess.intent(), guess.score(), words, start)));
            }
        }
        if (!contact.isEmpty() && acts.stream().noneMatch(a -> a.intent() == Intent.CONTACT)) {
            acts.add(new Act(Intent.CONTACT, 1, text, text.length()));
        }
        return acts;
    }

    private Optional<Classifier.Guess> act(List<Token> sentence, List<Token> all) {
        int from = all.indexOf(sentence.getFirst());
        long facts = taken.get(from, from + sentence.size()).cardinality();
        boolean question = isQuestion(sentence);
        Set<Intent> cued = cued(sentence);
        Optional<Classifier.Guess> best = guess(sentence, question, cued);
        double score = best.map(Classifier.Guess::score).orElse(0.0);
        Optional<Classifier.Guess> asked =
                question ? Optional.of(new Classifier.Guess(Intent.QUESTION, score)) : Optional.empty();
        boolean grave = best.filter(guess -> guess.intent().isGrave()).isPresent();
        boolean sure = best.filter(guess -> cued.contains(guess.intent())).isPresent();
        boolean harmless = best.filter(guess -> guess.intent() == Intent.BRIEF).isPresent();
        double needed = sure || harmless && facts == 0 ? ENOUGH : needed(sentence, facts, grave, question);
        if (score < needed) {
            return mostlyFacts(sentence, facts) ? Optional.empty() : asked;
        }
        Intent intent = best.orElseThrow().intent();
        boolean toldAsQuestion = question && (intent == Intent.BRIEF || intent == Intent.CHOOSE) && score < 0.8;
        return toldAsQuestion ? asked : best;
    }

    /** One word or two are like many things, and so are words beside facts. */
    private static double needed(List<Token> sentence, long facts, boolean grave, boolean question) {
        long words = sentence.stream().filter(Token::isWord).count();
        if (words < 3 && !question || grave && facts > 0) {
            return SURE;
        }
        return grave || facts > 0 ? ENOUGH_BESIDE_FACTS : ENOUGH;
    }

    private Set<Intent> cued(List<Token> sentence) {
        return tongue.words().of("cues").values(sentence).stream()
                .map(Intent::named)
                .collect(Collectors.toSet());
    }

    /** Likeness to trained phrases, and words that speak for one thing whatever stands around them. */
    private Optional<Classifier.Guess> guess(List<Token> sentence, boolean question, Set<Intent> cued) {
        Map<Intent, Double> scores = new EnumMap<>(Intent.class);
        tongue.classifier().guess(sentence).forEach(guess -> scores.put(guess.intent(), guess.score()));
        if (scores.values().stream().noneMatch(score -> score >= 1)) {
            cued.forEach(intent -> scores.merge(intent, CUE, (one, more) -> Math.min(0.95, one + more)));
            // some things are only believed in their own words, or as a question where they are one
            scores.entrySet()
                    .removeIf(entry -> entry.getValue() < SURE
                            && (entry.getKey().needsCue() && !cued.contains(entry.getKey())
                                    || entry.getKey() == Intent.QUESTION && !question));
        }
        return scores.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> new Classifier.Guess(entry.getKey(), entry.getValue()));
    }

    /** Data of a person or a bare date: likeness to phrases says nothing here. */
    private static boolean mostlyFacts(List<Token> sentence, long facts) {
        long words = sentence.stream().filter(token -> !token.isMark()).count();
        return facts * 2 > words;
    }

    private boolean isQuestion(List<Token> sentence) {
        boolean marked = sentence.getLast().folded().equals("?");
        boolean begins = tongue.words().of("question").has(sentence, 0)
                || sentence.size() > 1
                        && tongue.words().of("preposition").has(sentence, 0)
                        && tongue.words().of("question").has(sentence, 1);
        boolean denies =
                sentence.size() > 1 && tongue.words().of("negation.before").has(sentence, 1);
        return marked || begins && !denies && sentence.size() > 2;
    }
}
