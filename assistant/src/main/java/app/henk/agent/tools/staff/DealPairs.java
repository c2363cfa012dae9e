package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deal;
import app.henk.crm.DealSheet;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Stages;
import app.henk.crm.TakenOver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Two deals that become one: how they are told apart, what goes over from one to the other, and doing it. */
@Component
class DealPairs {

    private final Deals deals;
    private final DealWriting writing;
    private final PeopleWriting people;
    private final StaffWords words;

    DealPairs(Deals deals, DealWriting writing, PeopleWriting people, StaffWords words) {
        this.deals = deals;
        this.writing = writing;
        this.people = people;
        this.words = words;
    }

    Mono<MergeTwo.Sides> sides(Colleague who, Item kept, Item gone) {
        return Mono.zip(deals.sheet(who.staff(), kept.id()), deals.sheet(who.staff(), gone.id()), writing.stages(who))
                .map(all -> new MergeTwo.Sides(
                        told(who, all.getT1().deal(), all.getT3()),
                        told(who, all.getT2().deal(), all.getT3()),
                        moves(who.language(), all.getT1().deal(), all.getT2())));
    }

    Mono<ToolResult> merge(Colleague who, Item kept, Item gone, Door door) {
        return deals.merge(who.staff(), kept.id(), gone.id(), door)
                .zipWith(writing.stages(who))
                .map(all -> people.merged(
                        who,
                        Kinds.deal(kept.id(), all.getT1().now().title()),
                        gone,
                        all.getT1(),
                        DealWriting.names(all.getT1().now()),
                        all.getT2()));
    }

    /** Two deals may be called the same. */
    private String told(Colleague who, Deal deal, Stages stages) {
        String language = who.language();
        StringJoiner told = new StringJoiner(" · ");
        told.add(deal.title());
        told.add(DealCards.stageName(deal, stages, language));
        told.add(words.value(deal.value(), deal.currency(), language));
        deal.expectedClose()
                .ifPresent(day -> told.add(words.say("deal.close", language, Map.of("day", words.day(day, language)))));
        deal.assigneeName().ifPresent(told::add);
        LocalDate made = deal.createdAt().atZone(who.context().now().getZone()).toLocalDate();
        told.add(words.say("merge.since", language, Map.of("day", words.day(made, language))));
        return told.toString();
    }

    private String moves(String language, Deal kept, DealSheet gone) {
        List<String> moves = new ArrayList<>();
        int tasks = gone.tasks().size();
        if (tasks > 0) {
            moves.add(words.say(tasks == 1 ? "merge.task" : "merge.tasks", language, Map.of("count", tasks)));
        }
        if (!gone.deal().notes().isBlank()) {
            moves.add(words.say("merge.notes", language));
        }
        TakenOver.by(kept, gone.deal())
                .forEach(one -> moves.add(
                        words.word("argument", one.column(), language) + " " + value(one, gone.deal(), language)));
        moves.add(words.say("merge.history", language));
        return String.join(", ", moves);
    }

    private String value(TakenOver one, Deal deal, String language) {
        return switch (one) {
            case CONTACT -> deal.contact().orElse("");
            case ORGANISATION -> deal.company().orElse("");
            case EXPECTED_CLOSE ->
                deal.expectedClose().map(day -> words.day(day, language)).orElse("");
            case ASSIGNEE -> deal.assigneeName().orElse("");
            case SECTOR -> deal.sector().orElse("");
            case PRODUCT -> deal.product().orElse("");
            case SOURCE -> deal.source().orElse("");
            case VALUE -> words.value(deal.value(), deal.currency(), language);
        };
    }
}
