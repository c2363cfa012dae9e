package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the one question that helps most now, or none. */
final class Asking {

    /** Messages about the things shown after which somebody is taken to be serious. */
    private static final int PATIENCE = 4;

    private static final int SEVERAL = 3;

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Show show;
    private final Errands errands;

    Asking(Dialogue dialogue, Consultation consultation, Show show, Errands errands) {
        this.errands = errands;
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.show = show;
    }

    /** @param products whether this answer shows some; {@code closed} whether nothing should be asked now */
    void addTo(List<Line> lines, boolean products, boolean closed) {
        boolean nothingUnderstood = lines.isEmpty() && dialogue.heard.isEmpty();
        // who waits for a person about something else is not asked for a wish
        boolean waits = dialogue.personRequested && dialogue.brief.isEmpty() && dialogue.table.shown.isEmpty();
        if (closed || nothingUnderstood || (waits && !lines.isEmpty()) || dialogue.heard.does(Intent.DOUBT)) {
            return;
        }
        if (onlyThanks() && dialogue.brief.isEmpty() && dialogue.table.shown.isEmpty() && !lines.isEmpty()) {
            // who only wanted to know something is not asked for a wish
            return;
        }
        if (dialogue.stored) {
            if (lines.isEmpty()) {
                lines.add(Line.of("anything_else"));
            }
            return;
        }
        if (lines.isEmpty() && dialogue.asked.isEmpty() && onlyAgrees() && dialogue.table.shown.isEmpty()) {
            lines.add(Line.of("anything_else"));
            return;
        }
        boolean told = !dialogue.news.isEmpty()
                && !products
                && dialogue.result(Tools.SEARCH).isEmpty();
        if (told && lines.isEmpty()) {
            lines.add(Line.of("noted", Map.of("brief", show.brief(dialogue.brief))));
        }
        if (lines.isEmpty() && dialogue.concessions.isOpen() && dialogue.asked.equals("relax")) {
            // the way out was named already: what is told beside it is taken in first
            lines.add(Line.of("heard"));
        }
        boolean apart = products || lines.stream().anyMatch(line -> line.place() != Place.FOLLOWING);
        question(products, !lines.isEmpty())
                .map(line -> lines.isEmpty() ? line : line.ifNew())
                .ifPresent(line -> lines.add(apart ? line.at(Place.PARAGRAPH) : line));
    }

    private boolean onlyThanks() {
        return dialogue.heard.does(Intent.THANKS)
                && dialogue.heard.acts().stream()
                        .allMatch(act -> act.intent() == Intent.THANKS || act.intent() == Intent.AFFIRM);
    }

    /** "Ja, gern" to no question. */
    private boolean onlyAgrees() {
        return dialogue.news.isEmpty()
                && dialogue.heard.contact().isEmpty()
                && dialogue.turns > 0
                && !dialogue.heard.acts().isEmpty()
                && dialogue.heard.acts().stream()
                        .allMatch(act -> act.intent() == Intent.AFFIRM || act.intent() == Intent.CONSENT);
    }

    /** Several people are dressed more easily as a group; offered once, when their date is known. */
    private boolean offersGroup() {
        return errands.offers(Tools.GROUP)
                && dialogue.matters.people().filter(size -> size >= SEVERAL).isPresent()
                && !dialogue.matters.hasGroup()
                && !dialogue.everAsked.contains("group")
                && dialogue.brief.when().isPresent();
    }

    private Optional<Line> question(boolean products, boolean answered) {
        if (offersGroup()) {
            return Optional.of(Line.of("ask.group"));
        }
        if (dialogue.result(Tools.SEARCH).isPresent() && !products) {
            // nothing was found: the relaxation is the question
            return Optional.empty();
        }
        if (dialogue.concessions.isOpen() && !products) {
            // who waits for a person about something else is not urged
            return dialogue.personRequested ? Optional.empty() : Optional.of(Line.of("relax.again"));
        }
        if (dialogue.table.shown.isEmpty()) {
            Optional<String> slot = slot();
            // an aside is answered without asking the same thing over again
            boolean aside = answered
                    && dialogue.news.isEmpty()
                    && slot.filter(dialogue.asked::equals).isPresent()
                    && !dialogue.heard.isEmpty();
            return aside ? Optional.empty() : slot.map(this::ask).or(() -> Optional.of(Line.of("ask.show")));
        }
        Optional<String> limit = slot().filter(slot -> !slot.equals(consultation.first()));
        if (limit.isPresent() && products) {
            return limit.map(this::ask);
        }
        boolean contactAsked = dialogue.everAsked.contains("contact");
        boolean serious =
                !dialogue.isChild() && (dialogue.table.chosen.isPresent() || dialogue.turnsSinceShown >= PATIENCE);
        if (serious && !contactAsked) {
            return Optional.of(Line.of("ask.contact"));
        }
        if (limit.isPresent()) {
            return limit.map(this::ask);
        }
        // who has chosen and was asked already knows what to do: the answer alone is enough
        boolean waits =
                (dialogue.table.chosen.isPresent() && !products) || (contactAsked && dialogue.asked.equals("pick"));
        return waits ? Optional.empty() : Optional.of(Line.of(single() ? "ask.pick_one" : "ask.pick"));
    }

    private boolean single() {
        return dialogue.table.shown.size() == 1;
    }

    /** The next fact to ask for: not known, not of no matter, and not asked before except for the first one. */
    private Optional<String> slot() {
        return consultation.asked().stream()
                .filter(slot -> !dialogue.brief.speaksOf(slot))
                // a child has no budget
                .filter(slot -> !(dialogue.isChild() && slot.equals("budget")))
                .filter(slot -> slot.equals(consultation.first()) || !dialogue.everAsked.contains(slot))
                .findFirst();
    }

    private Line ask(String slot) {
        return Line.of("ask." + slot);
    }
}
