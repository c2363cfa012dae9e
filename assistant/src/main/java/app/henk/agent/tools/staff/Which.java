package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import app.henk.crm.Finder;
import app.henk.crm.Found;
import app.henk.crm.Match;
import app.henk.platform.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The records that somebody means: by an id, by "last", by a place in the last list that was shown, or by a name. Where a
 * name fits several it asks which, where it fits none it names the nearest.
 */
@Component
class Which {

    private static final String LAST = "last";
    private static final Set<Entity> SPOKEN_OF =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(Entity.DEAL, Entity.CONTACT, Entity.LEAD)));

    private final Finder finder;
    private final StaffWords words;

    Which(Finder finder, StaffWords words) {
        this.finder = finder;
        this.words = words;
    }

    /** What was meant. */
    sealed interface Meant {

        record These(List<Item> items) implements Meant {

            Item one() {
                return items.getFirst();
            }
        }

        /** It is not settled; the result says what to do. */
        record Open(ToolResult result) implements Meant {}
    }

    /** @param kinds what is looked for, in words of {@link Kinds} */
    Mono<Meant> one(Colleague who, String argument, String said, Set<Entity> kinds) {
        return meant(who, argument, said.strip(), kinds);
    }

    /**
     * Somebody or something that is spoken of: a person, what that person wants, the deal about it. Where a name means one
     * person, who has one deal, the deal is meant: what happens with it happens with the person.
     */
    Mono<Meant> spokenOf(Colleague who, String argument, String said) {
        String name = said.strip();
        Optional<Item> known = shown(who.context().shown(), name, SPOKEN_OF);
        if (known.isPresent() || name.isEmpty() || name.equalsIgnoreCase(LAST)) {
            return meant(who, argument, name, SPOKEN_OF);
        }
        return finder.one(who.staff(), name, SPOKEN_OF).map(found -> switch (found) {
            case Found.One one -> new Meant.These(List.of(item(one.match())));
            case Found.Several several ->
                narrowed(several.matches())
                        .<Meant>map(match -> new Meant.These(List.of(item(match))))
                        .orElseGet(() -> several(who, argument, name, several.matches()));
            case Found.None none -> none(who, argument, name, SPOKEN_OF, none.nearest());
        });
    }

    private static Optional<Match> narrowed(List<Match> matches) {
        List<Match> deals = of(matches, Entity.DEAL);
        List<Match> contacts = of(matches, Entity.CONTACT);
        List<Match> leads = of(matches, Entity.LEAD);
        if (contacts.size() > 1 || leads.size() > 1) {
            return Optional.empty();
        }
        return Stream.of(deals, contacts, leads)
                .filter(some -> some.size() == 1)
                .findFirst()
                .map(List::getFirst);
    }

    private static List<Match> of(List<Match> matches, Entity kind) {
        return matches.stream().filter(match -> match.entity() == kind).toList();
    }

    /** A list with commas; the first that is not clear is asked about. */
    Mono<Meant> all(Colleague who, String argument, String said, Set<Entity> kinds, int most) {
        List<String> parts = Stream.of(said.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.size() > most) {
            return Mono.error(Problem.badRequest("too-many", "At most " + most + " records at once."));
        }
        return Flux.fromIterable(parts)
                .concatMap(part -> meant(who, argument, part, kinds))
                .collectList()
                .map(Which::together);
    }

    private static Meant together(List<Meant> found) {
        List<Item> items = new ArrayList<>();
        for (Meant meant : found) {
            switch (meant) {
                case Meant.Open open -> {
                    return open;
                }
                case Meant.These these ->
                    these.items().stream()
                            .filter(item ->
                                    items.stream().noneMatch(known -> known.id().equals(item.id())))
                            .forEach(items::add);
            }
        }
        return new Meant.These(List.copyOf(items));
    }

    private Mono<Meant> meant(Colleague who, String argument, String said, Set<Entity> kinds) {
        Optional<Item> known = shown(who.context().shown(), said, kinds);
        if (known.isPresent()) {
            return Mono.just(new Meant.These(List.of(known.get())));
        }
        if (said.isEmpty() || said.equalsIgnoreCase(LAST)) {
            return Mono.just(new Meant.Open(Told.of("unclear", words.say("which.nothing_shown", who.language()))
                    .with("argument", argument)
                    .result()));
        }
        return finder.one(who.staff(), said, kinds).map(found -> switch (found) {
            case Found.One one -> new Meant.These(List.of(item(one.match())));
            case Found.Several several -> several(who, argument, said, several.matches());
            case Found.None none -> none(who, argument, said, kinds, none.nearest());
        });
    }

    private static Optional<Item> shown(Shown shown, String said, Set<Entity> kinds) {
        if (said.equalsIgnoreCase(LAST)) {
            return shown.last().filter(item -> Kinds.isAmong(item, kinds));
        }
        if (said.matches("\\d{1,3}")) {
            return shown.at(Integer.parseInt(said)).filter(item -> Kinds.isAmong(item, kinds));
        }
        return id(said).map(id -> shown.list().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                // an id that the person has from elsewhere: whether it is there, and theirs to see, the use case knows
                .orElseGet(() -> new Item(0, Kinds.of(kinds.iterator().next()), id, "")));
    }

    /** Of several, the one that this conversation has shown is meant. */
    private Meant several(Colleague who, String argument, String said, List<Match> matches) {
        List<Item> items = matches.stream().map(Which::item).toList();
        List<Item> before = items.stream()
                .filter(item -> Stream.concat(
                                who.context().shown().list().stream(), who.context().shown().last().stream())
                        .anyMatch(known -> known.id().equals(item.id())))
                .toList();
        if (before.size() == 1) {
            return new Meant.These(before);
        }
        String ask = words.say("which.several", who.language(), Map.of("said", Outside.oneLine(said)));
        return new Meant.Open(offered(Told.of("ambiguous", ask), argument, matches)
                .choices(ask)
                .result());
    }

    private Meant none(Colleague who, String argument, String said, Set<Entity> kinds, List<Match> nearest) {
        String kind = words.word(
                "kind.none", kinds.size() == 1 ? Kinds.of(kinds.iterator().next()) : "any", who.language());
        String tell = words.say(
                nearest.isEmpty() ? "which.none" : "which.nearest",
                who.language(),
                Map.of(
                        "kind",
                        kind,
                        "said",
                        Outside.oneLine(said),
                        "nearest",
                        nearest.isEmpty() ? "" : nearest.getFirst().label()));
        return new Meant.Open(
                offered(Told.of("none", tell), argument, nearest).choices(tell).result());
    }

    private static Told offered(Told told, String argument, List<Match> matches) {
        told.with("argument", argument);
        matches.forEach(match -> told.record(item(match), match.detail()));
        return told;
    }

    static Item item(Match match) {
        return new Item(0, Kinds.of(match.entity()), match.id(), match.label());
    }

    private static Optional<UUID> id(String said) {
        if (said.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(said.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
