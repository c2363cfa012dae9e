package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a message points at of what lies on the table: by name, by number, by "it", or by going on about it. */
final class Pointing {

    private static final int LONGEST_ABOUT_IT = 8;
    /** Where it is named by its number, more may be said. */
    private static final int LONGEST_ABOUT_ONE = 14;

    private static final int FRAGMENT = 5;
    private static final int BARE = 2;
    private static final String LEAD = "lead";

    private final Dialogue dialogue;

    Pointing(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** "Wolle oder Mohair?" is about cloth as such, "welcher knittert weniger?" about what was shown. */
    boolean comparesInGeneral() {
        return dialogue.heard.mentioned().size() > 1 || dialogue.table.shown.isEmpty();
    }

    /** "Welchen würden Sie nehmen?" of what lies on the table. */
    boolean asksForFavourite() {
        return !dialogue.table.shown.isEmpty()
                && dialogue.news.isEmpty()
                && dialogue.words().of("favourite").isIn(Token.of(dialogue.heard.text()))
                && dialogue.heard.doesAny(Intent.SHOW, Intent.QUESTION, Intent.COMPARE, Intent.WHY, Intent.MORE_ABOUT);
    }

    /** "Dann bleibe ich beim Hopsack Segel." */
    boolean takesNamed() {
        List<Token> said = Token.of(dialogue.heard.text());
        return dialogue.words().of("takes_it").isIn(said)
                && !dialogue.heard.text().strip().endsWith("?")
                && Picking.isNamed(dialogue.heard, dialogue.table.shown, dialogue.concepts);
    }

    /** What a question without a name is about: what was named or chosen, or the only thing shown. */
    Optional<Offer> spokenOf() {
        return Picking.of(dialogue.heard, dialogue.table.shown, dialogue.concepts, dialogue.words())
                .or(() -> dialogue.table.chosen)
                .or(() -> dialogue.table.shown.size() == 1
                        ? Optional.of(dialogue.table.shown.getFirst())
                        : Optional.empty());
    }

    /** "Warum wollen Sie das wissen?" to a question of ours about the wish. */
    boolean asksWhy(Heard.Act act, Consultation consultation) {
        return consultation.asked().contains(dialogue.asked)
                && (act.intent() == Intent.QUESTION || act.intent() == Intent.WHY)
                && dialogue.words().of("why_asked").isIn(Token.of(act.sentence()));
    }

    /** What "knittert er?" is about, when a thing is being spoken of whose own facts answer it. */
    Optional<Offer> asksAboutIt(Heard.Act act) {
        List<Token> sentence = Token.of(act.sentence());
        long said = sentence.stream().filter(Token::isWord).count();
        boolean it = dialogue.words().of("about_it").isIn(sentence)
                || dialogue.heard.pick().isPresent()
                || goesOnAboutIt(sentence);
        if (new Inquiry(dialogue).known().asksHowLongToMake(act)) {
            return spokenOf().filter(offer -> Property.of(offer, LEAD).isPresent());
        }
        boolean property = property(act).isPresent();
        boolean numbered = act.intent() == Intent.QUESTION
                && dialogue.words().of("pick").isIn(sentence)
                && dialogue.heard.pick().isPresent();
        return it && property && said <= (numbered ? LONGEST_ABOUT_ONE : LONGEST_ABOUT_IT)
                ? spokenOf()
                : Optional.empty();
    }

    /** Which property of a thing a question asks for: "knittert er?", "wie lange dauert das dann?" */
    Optional<String> property(Heard.Act act) {
        return new Inquiry(dialogue).known().asksHowLongToMake(act)
                ? Optional.of(LEAD)
                : dialogue.words().of("properties").in(Token.of(act.sentence())).map(Lookup.Hit::value);
    }

    /** Of several questions beside a price each is one of its own: "was kostet er mit Weste, und wie lange dauert es?" */
    boolean isOfThePrice(Heard.Act act) {
        List<Token> sentence = Token.of(act.sentence());
        return act.intent() == Intent.PRICE
                || !dialogue.heard.does(Intent.PRICE)
                || !dialogue.words().of("interrogative").isIn(sentence)
                || sentence.stream().filter(Token::isWord).count() <= FRAGMENT - BARE;
    }

    /** "Und die Pflege?" of several things, none of which is being spoken of. */
    boolean asksAboutAll(Heard.Act act) {
        List<Token> sentence = Token.of(act.sentence());
        return act.intent() == Intent.QUESTION
                && goesOnAboutIt(sentence)
                && dialogue.words().of("properties").isIn(sentence)
                && dialogue.table.shown.size() > 1
                && spokenOf().isEmpty();
    }

    /** "Et l'entretien ?" */
    private boolean goesOnAboutIt(List<Token> sentence) {
        return sentence.size() <= FRAGMENT
                && (dialogue.words().of("and").has(sentence, 0)
                        || sentence.stream().filter(Token::isWord).count() <= BARE);
    }

    /** "Den zweiten", where one alone was shown. */
    boolean picksMoreThanIsThere() {
        return !dialogue.table.shown.isEmpty()
                && !dialogue.asked.equals("slot")
                && dialogue.heard
                        .pick()
                        .filter(pick -> pick > dialogue.table.shown.size())
                        .isPresent();
    }

    /** What of a thing that is liked is not: its own colour or pattern is left out from here on. */
    List<Change> butNot(Consultation consultation) {
        Optional<Offer> liked = Picking.of(dialogue.heard, dialogue.table.shown, dialogue.concepts, dialogue.words());
        if (liked.isEmpty() || dialogue.asked.equals("slot")) {
            return List.of();
        }
        List<Token> tokens = Token.of(dialogue.heard.text());
        Negation negation = new Negation(dialogue.words(), tokens);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Lookup.Hit> slot = dialogue.words().of("slots").at(tokens, i);
            boolean denied =
                    slot.isPresent() && negation.covers(i, i + slot.get().length());
            if (denied && consultation.excludes().contains(slot.get().value())) {
                String kind = slot.get().value();
                liked.get().text(kind).map(value -> kind + "." + value).ifPresent(id -> {
                    changes.add(new Change.Dropped(id));
                    changes.add(new Change.Avoided(id));
                });
            }
        }
        return changes;
    }
}
