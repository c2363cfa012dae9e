package app.henk.agent.offline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a group is called: as it was asked for, else by what is known of it. */
final class PartyName {

    private static final int LONGEST = 60;

    private final Dialogue dialogue;
    private final Show show;
    private final String text;
    private final List<Token> tokens;

    PartyName(Dialogue dialogue, Show show) {
        this.dialogue = dialogue;
        this.show = show;
        this.text = dialogue.heard.text();
        this.tokens = Token.of(text);
    }

    /** @param kind of group, as the tool knows it */
    String of(String kind) {
        String name = asked().or(() -> couple(kind))
                .or(() -> of(kind, whose()))
                .or(() -> of(kind, Optional.of(dialogue.brief.whenWords())))
                .orElseGet(() -> show.say("group_name." + kind));
        return name.substring(0, Math.min(LONGEST, name.length())).strip();
    }

    /** What stands behind "soll … heißen", up to the end of the sentence. */
    private Optional<String> asked() {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> said = dialogue.words().of("group_name").at(tokens, i);
            if (said.isPresent()) {
                int from = i + said.get().length();
                int to = from;
                while (to < tokens.size()
                        && !".!?,;".contains(tokens.get(to).folded())
                        && !dialogue.words().of("group_name").has(tokens, to)) {
                    to++;
                }
                if (to > from) {
                    return Optional.of(words(from, to));
                }
            }
        }
        return Optional.empty();
    }

    /** "Die Hochzeit von Anna und Paul". */
    private Optional<String> couple(String kind) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> of = dialogue.words().of("group_of").at(tokens, i);
            int from = i + of.map(Lookup.Hit::length).orElse(0);
            int to = from;
            while (of.isPresent()
                    && to < tokens.size()
                    && (tokens.get(to).isCapitalised()
                            || (to > from && dialogue.words().of("and").has(tokens, to)))) {
                to++;
            }
            if (to > from && tokens.get(to - 1).isCapitalised()) {
                return of(kind, Optional.of(words(from, to)));
            }
        }
        return Optional.empty();
    }

    private Optional<String> whose() {
        return dialogue.contact.company().or(dialogue.contact::name);
    }

    private Optional<String> of(String kind, Optional<String> whose) {
        return whose.filter(words -> !words.isBlank())
                .map(words -> show.say("group_name.of." + kind, "", Map.of("whose", words)));
    }

    private String words(int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
