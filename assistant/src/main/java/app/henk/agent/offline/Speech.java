package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.platform.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words what was decided, and never in a way in which it was said before. */
final class Speech {

    private static final String AREA = "offline.";

    private final Wording wording;

    Speech(Wording wording) {
        this.wording = wording;
    }

    /** @param said all that was said in this conversation */
    String say(List<Line> lines, String trade, String language, int turn, String said) {
        StringBuilder text = new StringBuilder();
        int item = 0;
        boolean asks = false;
        for (Line line : lines) {
            String sentence = sentence(line, trade, language, turn, said + text, asks);
            asks |= asks(line, sentence);
            if (sentence.isBlank()) {
                continue;
            }
            switch (line.place()) {
                case FOLLOWING ->
                    text.append(text.isEmpty() ? "" : item > 0 ? "\n\n" : " ").append(sentence);
                case PARAGRAPH -> text.append(text.isEmpty() ? "" : "\n\n").append(sentence);
                case ITEM ->
                    text.append(text.isEmpty() ? "" : item > 0 ? "\n" : "\n\n")
                            .append(item + 1)
                            .append(". ")
                            .append(sentence);
            }
            item = line.place() == Move.Place.ITEM ? item + 1 : 0;
        }
        return text.toString();
    }

    /** Short answers to a question of ours; empty where there are none. */
    List<String> replies(String asked, String trade, String language) {
        String key = key("replies." + asked, trade, language);
        if (asked.isEmpty() || !wording.has(key, language)) {
            return List.of();
        }
        return IntStream.range(0, wording.variants(key, language))
                .mapToObj(i -> wording.say(key, language, i, Map.of()))
                .toList();
    }

    /** @param asked whether this answer asks something already: one question at a time */
    private String sentence(Line line, String trade, String language, int turn, String said, boolean asked) {
        String key = key(line.key(), trade, language);
        int variants = wording.variants(key, language);
        String first = "";
        for (int i = 0; i < variants; i++) {
            String sentence = wording.say(key, language, turn + i, filled(line.values()));
            boolean fits = !asked || !asks(line, sentence);
            if (isNew(sentence, said) && fits) {
                return sentence;
            }
            first = first.isEmpty() && fits ? sentence : first;
        }
        if (!first.isEmpty()) {
            return line.needed() ? first : "";
        }
        boolean could = asked && (line.key().startsWith("ask.") || line.key().startsWith("anything_else"));
        return line.needed() && !could ? wording.say(key, language, turn, filled(line.values())) : "";
    }

    /** A question in a quotation is not ours. */
    private static boolean asks(Line line, String sentence) {
        return sentence.indexOf('?') >= 0
                && !line.key().equals("answer.quote")
                && !line.key().equals("answer.foreign")
                && !line.key().equals("answer.near")
                && !line.key().equals("answer.also")
                && !line.key().equals("errand.words");
    }

    private String key(String key, String trade, String language) {
        String own = AREA + trade + "." + key;
        return wording.has(own, language) ? own : AREA + key;
    }

    /** No part of it that could stand for itself was said before. */
    private static boolean isNew(String sentence, String said) {
        return Arrays.stream(sentence.split("(?<=[.!?:])\\s"))
                .noneMatch(part -> part.length() > 12 && said.contains(part));
    }

    /** Without what is empty, so that a section of the template stands only for something. */
    static Map<String, ?> filled(Map<String, ?> values) {
        return values.entrySet().stream()
                .filter(entry -> !"".equals(entry.getValue()) && !Boolean.FALSE.equals(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
