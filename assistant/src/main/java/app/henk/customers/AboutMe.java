package app.henk.customers;

import app.henk.identity.Audit;
import app.henk.identity.PersonalFacts;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** "What do you know about me?": all of it, fact by fact, each with its source, each to be corrected or forgotten. */
@Service
public class AboutMe {

    private static final int LONGEST = 300;
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})(?:[.,](\\d{1,2}))?\\s*(?:cm|kg)?");

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final KnownFacts facts;
    private final FactWords words;
    private final Measurements measurements;
    private final Audit audit;
    private final Clock clock;

    AboutMe(
            TenantTransactions transactions,
            Tenants tenants,
            KnownFacts facts,
            FactWords words,
            Measurements measurements,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.facts = facts;
        this.words = words;
        this.measurements = measurements;
        this.audit = audit;
        this.clock = clock;
    }

    public record Group(String section, String title, List<ProfileFact> facts) {}

    /** What a visitor told in this conversation, or all that is known of a customer; empty groups are left out. */
    public Mono<List<Group>> of(Principal who, String language) {
        return tenants.tenant(who.tenant()).flatMap(tenant -> all(who).map(known -> groups(known, tenant, language)));
    }

    private List<Group> groups(List<KnownFact> known, Tenant tenant, String language) {
        List<Group> groups = new ArrayList<>();
        facts.sources().forEach(source -> {
            List<ProfileFact> own = known.stream()
                    .filter(fact -> fact.section().equals(source.section()))
                    .map(fact -> words.say(fact, source, tenant, language))
                    .toList();
            if (!own.isEmpty()) {
                groups.add(new Group(source.section(), words.title(source.section(), language), own));
            }
        });
        return List.copyOf(groups);
    }

    /** How a wish to change a fact ended. */
    public sealed interface Changed {

        record Corrected(ProfileFact fact) implements Changed {}

        record Forgotten(ProfileFact fact) implements Changed {}

        /** Nothing was changed: this is not changed alone, or not here. */
        record Fixed(ProfileFact fact) implements Changed {}

        /** Nothing was changed: the new measure looks wrong. */
        record Doubted(ProfileFact fact, List<Doubt> doubts) implements Changed {}

        /** Nothing was changed: it may be any of these. */
        record Unclear(List<ProfileFact> facts) implements Changed {}

        record Unknown() implements Changed {}
    }

    /**
     * Where a change comes from.
     *
     * @param value what is right; empty: to be forgotten
     */
    public record Change(
            Optional<String> value,
            Optional<UUID> conversation,
            Optional<UUID> message,
            String channel,
            String language) {}

    /**
     * Corrects or forgets one of the speaker's own facts.
     *
     * @param which its key, or words that only one of the facts has in its name or value
     */
    public Mono<Changed> change(Principal who, String which, Change change) {
        Optional<String> value = change.value().map(AboutMe::checked);
        return tenants.tenant(who.tenant())
                .flatMap(tenant -> all(who).flatMap(known -> {
                    List<Named> found = matching(which, named(known, tenant, change.language()));
                    return switch (found.size()) {
                        case 0 -> Mono.just(new Changed.Unknown());
                        case 1 -> apply(who, tenant, found.getFirst(), value, change);
                        default ->
                            Mono.just(new Changed.Unclear(
                                    found.stream().map(Named::shown).toList()));
                    };
                }));
    }

    private record Named(KnownFact fact, PersonalFacts source, ProfileFact shown) {}

    private List<Named> named(List<KnownFact> known, Tenant tenant, String language) {
        Map<String, PersonalFacts> sources =
                facts.sources().collect(java.util.stream.Collectors.toMap(PersonalFacts::section, source -> source));
        return known.stream()
                .flatMap(fact -> Optional.ofNullable(sources.get(fact.section())).stream()
                        .map(source -> new Named(fact, source, words.say(fact, source, tenant, language))))
                .toList();
    }

    private static List<Named> matching(String which, List<Named> all) {
        List<Named> byKey =
                all.stream().filter(one -> one.shown().key().equals(which)).toList();
        if (!byKey.isEmpty()) {
            return byKey;
        }
        String said = which.strip().toLowerCase(Locale.ROOT);
        List<Named> byName = all.stream()
                .filter(one -> one.shown().label().toLowerCase(Locale.ROOT).equals(said)
                        || one.fact().topic().equals(said))
                .toList();
        return !byName.isEmpty() || said.length() < 3
                ? byName
                : all.stream()
                        .filter(one -> (one.shown().label() + " " + one.shown().value())
                                .toLowerCase(Locale.ROOT)
                                .contains(said))
                        .toList();
    }

    private Mono<Changed> apply(Principal who, Tenant tenant, Named named, Optional<String> value, Change change) {
        PersonalFacts source = named.source();
        String topic = named.fact().topic();
        boolean may = value.isPresent() ? source.isCorrectable(topic) : source.isForgettable(topic);
        if (!may) {
            return Mono.just(new Changed.Fixed(named.shown()));
        }
        if (value.isPresent()
                && measurements.kinds().contains(topic)
                && named.fact().section().equals("measurements")) {
            return measured(who, tenant, named, value.get(), change);
        }
        value.ifPresent(right -> FactWords.requirePossible(topic, right));
        Mono<Boolean> changed = value.map(right -> source.correct(
                        who,
                        named.fact().ref(),
                        new PersonalFacts.Correction(
                                named.fact().section().equals("requests") ? words.kept(topic, right) : right,
                                change.message())))
                .orElseGet(() -> source.forget(who, named.fact().ref()));
        return transactions.in(
                Scope.system(who.tenant()),
                () -> changed.flatMap(done -> done
                        ? noted(who, value.isPresent(), change).thenReturn(outcome(named, value))
                        : Mono.just(new Changed.Unknown())));
    }

    /** A measure that is corrected is measured anew, and doubted like any other. */
    private Mono<Changed> measured(Principal who, Tenant tenant, Named named, String value, Change change) {
        Matcher number = NUMBER.matcher(value.strip());
        if (!number.matches()) {
            return Mono.error(Problem.badRequest("wrong-value", "A measure is a number of cm or kg, such as 92.5."));
        }
        BigDecimal right = new BigDecimal(number.group(1) + (number.group(2) == null ? "" : "." + number.group(2)));
        LocalDate today = LocalDate.now(clock.withZone(tenant.zone()));
        var how = new Measurements.Told(change.conversation(), change.message(), change.channel(), today, false);
        return measurements
                .record(who, Map.of(named.fact().topic(), right), how)
                .map(recorded -> recorded.doubts().isEmpty()
                        ? outcome(named, Optional.of(value))
                        : new Changed.Doubted(named.shown(), recorded.doubts()));
    }

    private static Changed outcome(Named named, Optional<String> value) {
        ProfileFact before = named.shown();
        return value.<Changed>map(right -> new Changed.Corrected(new ProfileFact(
                        before.key(),
                        before.section(),
                        before.label(),
                        right,
                        before.source(),
                        before.date(),
                        before.correctable(),
                        before.forgettable())))
                .orElseGet(() -> new Changed.Forgotten(before));
    }

    /** That something was changed, not what: that would keep what was to be forgotten. */
    private Mono<Void> noted(Principal who, boolean corrected, Change change) {
        return audit.append(new Audit.Entry(
                change.channel(),
                corrected ? "fact.corrected" : "fact.forgotten",
                who.scope().actor().toString()));
    }

    private Mono<List<KnownFact>> all(Principal who) {
        return transactions.in(Scope.system(who.tenant()), () -> facts.all(who));
    }

    private static String checked(String value) {
        String plain = value.strip();
        boolean readable = !plain.isEmpty()
                && plain.length() <= LONGEST
                && plain.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        if (!readable) {
            throw Problem.badRequest("wrong-value", "A value has 1 to " + LONGEST + " characters.");
        }
        return plain;
    }
}
