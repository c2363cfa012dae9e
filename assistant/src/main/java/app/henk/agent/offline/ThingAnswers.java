package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers about the things that lie on the table from their own facts. */
final class ThingAnswers {

    private static final int REASONS = 3;

    private final Dialogue dialogue;
    private final Recommendation recommendation;
    private final Show show;
    private final List<Line> lines;

    /** @param lines to which the answers are added */
    ThingAnswers(Dialogue dialogue, Recommendation recommendation, Show show, List<Line> lines) {
        this.dialogue = dialogue;
        this.recommendation = recommendation;
        this.show = show;
        this.lines = lines;
    }

    /** One property in a sentence, all of it where that is not told. */
    void property(Offer offer, Act act) {
        dialogue.pointing()
                .property(act)
                .flatMap(asked -> Property.of(offer, asked))
                .ifPresentOrElse(lines::add, () -> details(offer));
    }

    /** What was asked of the one before, of this one: "und der andere?" */
    void same(Offer offer, Heard before) {
        List<Act> acts = before.acts();
        if (acts.stream().anyMatch(act -> act.intent() == Intent.PRICE)) {
            lines.add(Line.of("price.one", recommendation.facts.of(offer)).at(Place.FOLLOWING));
            return;
        }
        acts.stream()
                .flatMap(act -> dialogue.pointing().property(act).stream())
                .findFirst()
                .flatMap(asked -> Property.of(offer, asked))
                .ifPresentOrElse(lines::add, () -> details(offer));
    }

    /** Of what was chosen, else of all that lie there. */
    void prices() {
        List<Offer> asked = dialogue.table.chosen.map(List::of).orElse(dialogue.table.shown);
        for (Offer offer : asked.stream().limit(3).toList()) {
            lines.add(Line.of(asked.size() == 1 ? "price.one" : "price.item", recommendation.facts.of(offer))
                    .at(asked.size() == 1 ? Place.FOLLOWING : Place.ITEM));
        }
    }

    /** Of a trade whose tools compare nothing. */
    void compare() {
        List<Offer> offers = dialogue.table.comparable();
        if (offers.size() < 2) {
            lines.add(Line.of("compare.nothing"));
            return;
        }
        lines.add(Line.of("compare.intro").at(Place.PARAGRAPH));
        lines.addAll(recommendation.compared(offers.stream().limit(3).toList()));
    }

    /** Why something was not shown lies in what is not wanted; why something was, in its own facts. */
    void why(Act act) {
        boolean unwanted = dialogue.words().of("negation.before").isIn(Token.of(act.sentence()))
                && dialogue.heard.mentioned().stream()
                        .map(Change::kind)
                        .anyMatch(kind -> !dialogue.brief.avoided(kind).isEmpty());
        if (unwanted) {
            lines.add(Line.of("why.brief", Map.of("brief", show.brief(dialogue.brief))));
        } else {
            details(act.intent());
        }
    }

    /** More of what was chosen or comes first. */
    void details(Intent intent) {
        Optional<Offer> meant =
                dialogue.table.chosen.or(() -> dialogue.table.shown.stream().findFirst());
        if (meant.isEmpty()) {
            lines.add(Line.of(intent == Intent.WHY ? "why.nothing" : "details.nothing"));
            return;
        }
        if (intent == Intent.WHY) {
            String brief = show.brief(dialogue.brief);
            if (dialogue.table.chosen.isPresent() && !brief.isEmpty()) {
                speaksFor(meant.get(), brief);
                return;
            }
            lines.add(Line.of("why.brief", Map.of("brief", brief)));
        }
        details(meant.get());
    }

    /** Why this one, from its own facts. */
    private void speaksFor(Offer offer, String brief) {
        Set<String> told = new HashSet<>();
        String reasons = Stream.generate(() -> recommendation.facts.reason(offer, told))
                .limit(REASONS)
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining("; "));
        if (reasons.isEmpty()) {
            details(offer);
            return;
        }
        lines.add(Line.of("why.item", Map.of("name", offer.name(), "brief", brief, "reasons", reasons))
                .at(Place.PARAGRAPH));
    }

    /** All that is told of one. */
    void details(Offer offer) {
        lines.add(recommendation.details(offer));
    }
}
