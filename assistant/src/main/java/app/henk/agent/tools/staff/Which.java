package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import app.henk.crm.Finder;
import app.henk.crm.Found;
import app.henk.crm.Match;
import app.henk.crm.Task;
import app.henk.crm.Tasks;
import app.henk.platform.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
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
    /** What is longer is a list. */
    private static final int LONGEST_NAME = 200;

    private static final int MOST_OF_A_NAME = 8;

    private static final Pattern PLACE = Pattern.compile("\\d{1,3}");
    private static final Set<Entity> SPOKEN_OF = inOrder(Entity.DEAL, Entity.CONTACT, Entity.LEAD);

    private final Finder finder;
    private final Tasks tasks;
    private final Newest newest;
    private final Unsettled unsettled;

    Which(Finder finder, Tasks tasks, Newest newest, Unsettled unsettled) {
        this.finder = finder;
        this.tasks = tasks;
        this.newest = newest;
        this.unsettled = unsettled;
    }

    /** What was meant. */
    sealed interface Meant {

        record These(List<Item> items) implements Meant {

            Item one() {
                return items.getFirst();
            }
        }

        /**
         * It is not settled; the result says what to do.
         *
         * @param unknown whether a name was said that nothing has
         */
        record Open(ToolResult result, boolean unknown) implements Meant {}
    }

    static Set<Entity> inOrder(Entity... kinds) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(kinds)));
    }

    /** @param kinds what is looked for, the likeliest first */
    Mono<Meant> one(Colleague who, String argument, String said, Set<Entity> kinds) {
        return meant(who, argument, said.strip(), kinds);
    }

    /**
     * Somebody or something that is spoken of: a person, what that person wants, the deal about it. Where a name means one
     * person, who has one deal, the deal is meant: what happens with it happens with the person.
     */
    Mono<Meant> spokenOf(Colleague who, String argument, String said) {
        return meant(who, argument, said.strip(), SPOKEN_OF);
    }

    /** One name, which may have a comma in it, or a list with commas; the first that is not clear is asked about. */
    Mono<Meant> all(Colleague who, String argument, String said, Set<Entity> kinds, int most) {
        List<String> parts = parts(said);
        if (parts.size() > most) {
            return Mono.error(Problem.badRequest("too-many", "At most " + most + " records at once."));
        }
        Mono<Meant> each = Flux.fromIterable(parts)
                .concatMap(part -> meant(who, argument, part, kinds))
                .collectList()
                .map(Which::together);
        if (said.length() > LONGEST_NAME) {
            return each;
        }
        return parts.size() < 2
                ? meant(who, argument, said.strip(), kinds)
                : finder.one(who.staff(), said, kinds)
                        .filter(found ->
                                found instanceof Found.One one && one.match().exact())
                        .<Meant>map(found -> these(((Found.One) found).match()))
                        .switchIfEmpty(each);
    }

    /** Another one than a record that is known already, which may be called the same. */
    Mono<Meant> besides(Colleague who, String argument, String said, Entity kind, UUID known) {
        return meant(who, argument, said.strip(), Set.of(kind)).flatMap(meant -> switch (meant) {
            case Meant.These these when !these.one().id().equals(known) -> Mono.just(meant);
            case Meant.These _, Meant.Open _ ->
                finder.named(who.staff(), said, Set.of(kind), MOST_OF_A_NAME).map(found -> {
                    List<Match> others = bearing(found).stream()
                            .filter(match -> !match.id().equals(known))
                            .toList();
                    return others.size() == 1 ? these(others.getFirst()) : meant;
                });
        });
    }

    /** Both records that have a name, the older one first; or the only one. */
    Mono<Meant> pair(Colleague who, String argument, String said, Entity kind) {
        return finder.named(who.staff(), said, Set.of(kind), MOST_OF_A_NAME).flatMap(found -> {
            List<Match> all = bearing(found);
            return all.size() == 2
                    ? Mono.just(new Meant.These(all.stream()
                            .map(Which::item)
                            // ids sort by time
                            .sorted(Comparator.comparing(item -> item.id().toString()))
                            .toList()))
                    : meant(who, argument, said, Set.of(kind));
        });
    }

    /** Without those that are only spelt alike. */
    private static List<Match> bearing(List<Match> matches) {
        return matches.stream()
                .filter(match -> match.closeness() != Match.Closeness.SIMILAR)
                .toList();
    }

    static List<String> parts(String said) {
        return Stream.of(said.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
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
        if (said.isEmpty() || said.equalsIgnoreCase(LAST) || PLACE.matcher(said).matches()) {
            return newest.of(who, kinds)
                    .map(offers -> new Meant.Open(unsettled.nothingShown(who, argument, offers), false));
        }
        return kinds.equals(Set.of(Entity.TASK)) ? task(who, argument, said) : named(who, argument, said, kinds);
    }

    private Mono<Meant> named(Colleague who, String argument, String said, Set<Entity> kinds) {
        return finder.one(who.staff(), said, kinds).map(found -> switch (found) {
            case Found.One one -> these(one.match());
            case Found.Several several ->
                narrowed(who, several.matches(), kinds)
                        .map(Which::these)
                        .orElseGet(() -> new Meant.Open(
                                unsettled.several(who, argument, said, offers(several.matches())), false));
            case Found.None none ->
                new Meant.Open(unsettled.none(who, argument, said, kinds, offers(none.nearest())), true);
        });
    }

    /** A task has no name; it is known by what is to be done, and for whom. */
    private Mono<Meant> task(Colleague who, String argument, String said) {
        return tasks.worded(who.staff(), said).map(found -> switch (found.size()) {
            case 0 -> new Meant.Open(unsettled.none(who, argument, said, Set.of(Entity.TASK), List.of()), true);
            case 1 -> new Meant.These(List.of(item(found.getFirst())));
            default ->
                new Meant.Open(
                        unsettled.several(
                                who,
                                argument,
                                said,
                                found.stream()
                                        .map(task -> new Unsettled.Offer(item(task), unsettled.day(who, task.due())))
                                        .toList()),
                        false);
        });
    }

    private static Item item(Task task) {
        return Kinds.item(Entity.TASK, task.id(), task.subject());
    }

    private static Meant these(Match match) {
        return new Meant.These(List.of(item(match)));
    }

    private static List<Unsettled.Offer> offers(List<Match> matches) {
        return matches.stream()
                .map(match -> new Unsettled.Offer(item(match), match.detail()))
                .toList();
    }

    /** Of several, the one that this conversation has shown; or the only one of the likeliest kind. */
    private static Optional<Match> narrowed(Colleague who, List<Match> matches, Set<Entity> kinds) {
        Shown shown = who.context().shown();
        List<Match> before = matches.stream()
                .filter(match -> Stream.concat(shown.list().stream(), shown.last().stream())
                        .anyMatch(known -> known.id().equals(match.id())))
                .toList();
        if (before.size() == 1) {
            return Optional.of(before.getFirst());
        }
        boolean severalPeople = Stream.of(Entity.CONTACT, Entity.LEAD)
                .anyMatch(kind -> of(matches, kind).size() > 1);
        return severalPeople
                ? Optional.empty()
                : kinds.stream()
                        .map(kind -> of(matches, kind))
                        .filter(some -> some.size() == 1)
                        .findFirst()
                        .map(List::getFirst);
    }

    private static List<Match> of(List<Match> matches, Entity kind) {
        return matches.stream().filter(match -> match.entity() == kind).toList();
    }

    private static Optional<Item> shown(Shown shown, String said, Set<Entity> kinds) {
        if (said.equalsIgnoreCase(LAST)) {
            return shown.last().filter(item -> Kinds.isAmong(item, kinds));
        }
        if (PLACE.matcher(said).matches()) {
            return shown.at(Integer.parseInt(said)).filter(item -> Kinds.isAmong(item, kinds));
        }
        return id(said).map(id -> shown.list().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                // an id that the person has from elsewhere: whether it is there, and theirs to see, the use case knows
                .orElseGet(() -> new Item(0, Kinds.of(kinds.iterator().next()), id, "")));
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
