package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Tells questions that are put in a hundred ways, and how the documents know each of them. */
final class FrequentQuestions {

    private final Dialogue dialogue;
    private final Predicate<Token> tells;

    /** @param tells whether a word says what a question is about */
    FrequentQuestions(Dialogue dialogue, Predicate<Token> tells) {
        this.dialogue = dialogue;
        this.tells = tells;
    }

    /** "Wie lange dauert das?" as the documents know it, but not "wie lange dauert das Maßnehmen?" */
    Optional<String> of(List<Token> said) {
        return ofVisit(said).or(() -> ofAnimals(said)).or(() -> anywhere(said));
    }

    /** "Wie lange dauert das dann?" of what is made here, and of nothing else that takes its time. */
    boolean asksHowLongToMake(Act act) {
        List<Token> said = Token.of(act.sentence());
        return of(said).filter(dialogue.words().list("lead_inquiry")::contains).isPresent()
                && trade(said).stream().allMatch(thing -> thing.value().startsWith("garment."));
    }

    /** "Wat kost'n so'n Ding bei euch überhaupt?" is about suits as such, whatever lies there. */
    boolean pricesInGeneral(Act act) {
        List<Token> said = Token.of(act.sentence());
        return act.intent() == Intent.PRICE
                && dialogue.words().of("in_general").isIn(said)
                && !dialogue.words().of("pick").isIn(said)
                && trade(said).stream()
                        .allMatch(thing -> thing.value().startsWith("price.")
                                || dialogue.words().of("the_goods").has(said, thing.from()));
    }

    private Optional<String> ofVisit(List<Token> said) {
        boolean visiting = dialogue.agenda.isOpen() || dialogue.agenda.isJustBooked();
        return visiting ? dialogue.words().of("inquiries_of_visit").in(said).map(Lookup.Hit::value) : Optional.empty();
    }

    /** "Mein Dackel müsste mit zum Termin, geht das?" */
    private Optional<String> ofAnimals(List<Token> said) {
        boolean along = dialogue.words().of("animals").isIn(said)
                && dialogue.words().of("along").isIn(said);
        return along ? dialogue.words().list("animals_inquiry").stream().findFirst() : Optional.empty();
    }

    private Optional<String> anywhere(List<Token> said) {
        Lookup inquiries = dialogue.words().of("inquiries");
        return IntStream.range(0, said.size())
                .filter(i -> inquiries
                        .at(said, i)
                        .filter(hit -> !goesOnWithThing(said, i + hit.length()))
                        .isPresent())
                .mapToObj(i -> inquiries.at(said, i).orElseThrow().value())
                .findFirst();
    }

    private boolean goesOnWithThing(List<Token> said, int at) {
        return at < said.size()
                && tells.test(said.get(at))
                && (dialogue.words().of("visit_nouns").has(said, at)
                        || dialogue.words().of("cues.appointment").has(said, at)
                        || trade(said).stream().anyMatch(span -> span.from() == at));
    }

    private List<Span<String>> trade(List<Token> tokens) {
        return dialogue.concepts.find(tokens, dialogue.language, word -> true, word -> false);
    }
}
