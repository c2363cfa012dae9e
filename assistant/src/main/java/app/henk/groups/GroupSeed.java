package app.henk.groups;

import app.henk.crm.LeadCapture;
import app.henk.crm.ToldPerson;
import app.henk.customers.Measurements;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.TenantSeed;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The demo's group, begun and joined through the same use cases as any other, once. */
@Component
@Order(300)
class GroupSeed implements TenantSeed {

    private final TenantTransactions transactions;
    private final GroupStore store;
    private final Organising organising;
    private final Invitations invitations;
    private final MemberConversations conversations;
    private final Measurements measurements;
    private final Clock clock;

    GroupSeed(
            TenantTransactions transactions,
            GroupStore store,
            Organising organising,
            Invitations invitations,
            MemberConversations conversations,
            Measurements measurements,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.organising = organising;
        this.invitations = invitations;
        this.conversations = conversations;
        this.measurements = measurements;
        this.clock = clock;
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return example(demoFolder)
                .filterWhen(example -> transactions
                        .in(
                                Scope.system(tenant.id()),
                                () -> store.visible(tenant.id())
                                        .filter(party -> party.name()
                                                .equals(example.path("name").asString("")))
                                        .hasElements())
                        .map(there -> !there))
                .flatMap(example -> begin(tenant, example));
    }

    /** Empty where the demo tenant has none. */
    private static Mono<JsonNode> example(String demoFolder) {
        var file = new ClassPathResource(demoFolder + "/example-group.yaml");
        return Mono.just(file)
                .filter(ClassPathResource::exists)
                .publishOn(Schedulers.boundedElastic())
                .map(found -> {
                    try (InputStream in = found.getInputStream()) {
                        return new YAMLMapper().readTree(in);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private Mono<Void> begin(Tenant tenant, JsonNode example) {
        LocalDate date = LocalDate.now(clock).plusDays(example.path("inDays").asInt());
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> conversations.open(
                                tenant,
                                Optional.empty(),
                                tenant.language(),
                                new MemberConversations.Greeting(
                                        example.path("name").asString(""), List.of())))
                .flatMap(opened -> organising.start(
                        visitor(tenant, opened.conversation()),
                        new GroupStart(
                                opened.conversation(),
                                example.path("kind").asString(""),
                                example.path("name").asString(""),
                                Optional.of(date),
                                Optional.of(example.path("size").asInt()),
                                Optional.empty(),
                                person(tenant, example.path("organiser")))))
                .ofType(GroupStarted.Started.class)
                .flatMap(started -> Flux.fromIterable(example.path("members"))
                        .concatMap(
                                member -> member(tenant, started.group().link().orElseThrow(), member))
                        .then());
    }

    private Mono<Void> member(Tenant tenant, String link, JsonNode member) {
        return invitations
                .join(link, Optional.empty(), Optional.empty(), tenant.language())
                .map(Invitations.Joined::conversation)
                .flatMap(conversation -> {
                    Principal who = visitor(tenant, conversation);
                    Map<String, BigDecimal> known = new HashMap<>();
                    member.path("known")
                            .properties()
                            .forEach(told ->
                                    known.put(told.getKey(), told.getValue().decimalValue()));
                    var how = new Measurements.Told(
                            Optional.of(conversation), Optional.empty(), "demo", LocalDate.now(clock), true);
                    return invitations
                            .told(who, conversation, person(tenant, member))
                            .then(known.isEmpty() ? Mono.empty() : measurements.record(who, known, how));
                })
                .then();
    }

    private ToldPerson person(Tenant tenant, JsonNode person) {
        return new ToldPerson(
                Optional.of(person.path("name").asString("")),
                Optional.of(person.path("email").asString("")).filter(address -> !address.isEmpty()),
                Optional.empty(),
                Optional.of(new LeadCapture.Consent("demo", clock.instant())),
                tenant.language());
    }

    private static Principal visitor(Tenant tenant, UUID conversation) {
        return new Principal.Visitor(tenant.id(), conversation);
    }
}
