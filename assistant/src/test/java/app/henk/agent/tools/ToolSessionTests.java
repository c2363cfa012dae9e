package app.henk.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.agent.TurnContext.Speaker;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class ToolSessionTests {

    private static final Tenant TENANT = new Tenant(
            new TenantId(UUID.randomUUID()),
            "henk",
            "HENK",
            List.of("en"),
            ZoneId.of("Europe/Berlin"),
            CurrencyUnit.EUR,
            new Tenant.Persona("HENK", Map.of(), Map.of()),
            new Tenant.Contact("", "", ""),
            Map.of(),
            BigDecimal.ONE);
    private static final Principal VISITOR = new Principal.Visitor(TENANT.id(), UUID.randomUUID());
    private static final Principal ANNA =
            new Principal.Staff(TENANT.id(), UUID.randomUUID(), Role.SALES, "anna@henk.example", "Anna");

    private final ToolProperties limits = new ToolProperties(6, Duration.ofMillis(300), Duration.ofMinutes(15));
    private final Wording wording = new Wording("");
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private final List<String> arguments = new CopyOnWriteArrayList<>();
    private final Map<String, Tool> tools = new HashMap<>(Map.of(
            "look",
                    tool(
                            forEveryone(
                                    "look",
                                    Effect.READ,
                                    Parameter.text("what", 20).mandatory()),
                            this::done),
            "read_mail",
                    tool(ToolDefinition.forStaff("read_mail", Effect.READ), () -> done().map(ToolResult::fromOutside)),
            "keep", tool(forEveryone("keep", Effect.OWN, Parameter.whole("count", 9)), this::done),
            "move_deal",
                    tool(
                            ToolDefinition.forStaff("move_deal", Effect.REVERSIBLE, Parameter.text("deal", 40)),
                            this::done),
            "delete_deal",
                    tool(
                            ToolDefinition.forStaff(
                                    "delete_deal",
                                    Effect.GUARDED,
                                    Parameter.text("deal", 40),
                                    Parameter.text("reason", 100)),
                            this::done),
            "assign",
                    tool(ToolDefinition.forStaff("assign", Effect.REVERSIBLE, Parameter.texts("deals", 9)), this::done),
            "cut", tool(forEveryone("cut", Effect.OWN, Parameter.whole("pieces", 1_000_000)), this::done),
            "stall", tool(forEveryone("stall", Effect.READ), Mono::never),
            "crash",
                    tool(
                            forEveryone("crash", Effect.READ),
                            () -> Mono.error(new IllegalStateException("secret detail"))),
            "refuse", tool(forEveryone("refuse", Effect.READ), () -> Mono.error(Problem.notFound("deal")))));
    private Instant now = Instant.parse("2026-11-20T13:00:00Z");
    private final Confirmations confirmations = new Confirmations(
            Mono.just(new SecretKeySpec(new byte[32], "HmacSHA256")), new Kept(), limits, wording, new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    ToolSessionTests() throws IOException {}

    @Test
    void gives_a_visitor_no_tool_of_the_staff_and_does_not_say_that_there_is_one() {
        ToolSession session = session(VISITOR, false);
        ToolResult forbidden = call(session, "delete_deal", "{\"deal\":\"1\"}");
        ToolResult unknown = call(session, "no_such_tool", "{}");
        assertThat(forbidden.json()).isEqualTo(unknown.json());
        assertThat(ran).isEmpty();
        assertThat(audited).containsExactly("delete_deal REFUSED", "unknown REFUSED");
    }

    @Test
    void cannot_even_be_built_with_a_change_of_the_tenants_data_for_visitors() {
        assertThatThrownBy(() -> forEveryone("move_deal", Effect.REVERSIBLE)).hasMessageContaining("only staff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"what\":1}",
                "{\"what\":[\"a\"]}",
                "{\"what\":\"\"}",
                "{\"what\":\"a\",\"what\":\"b\"}",
                "{\"what\":\"a\",\"tenant\":\"b\"}",
                "{\"what\":\"a\"} {}",
                "{\"what\":\"\\u0000\"}",
                "{\"what\":\"\\ud800\"}",
                "{\"what\":\"xxxxxxxxxxxxxxxxxxxxxxxxx\"}",
                "{\"what\":\"a\""
            })
    void takes_only_the_arguments_that_a_tool_declares(String arguments) {
        ToolResult result = call(session(VISITOR, false), "look", arguments);
        assertThat(result.status()).isEqualTo(ToolResult.Status.REFUSED);
        assertThat(result.json()).contains("wrong_arguments");
        assertThat(ran).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "10", "1e999999999", "\"3\"", "true", "NaN", "99999999999999999999999999"})
    void takes_no_number_out_of_bounds(String number) {
        ToolResult result = call(session(VISITOR, false), "keep", "{\"count\":" + number + "}");
        assertThat(result.json()).contains("wrong_arguments");
        assertThat(ran).isEmpty();
    }

    @Test
    void writes_a_bound_as_its_reader_does() {
        assertThat(call(session(VISITOR, false), "cut", "{\"pieces\":-1}").json())
                .contains("must be from 0 to 1,000,000");
    }

    @Test
    void does_the_same_only_once() {
        ToolSession session = session(VISITOR, false);
        ToolResult first = session.call("a", "keep", "{\"count\":3}").block();
        ToolResult again = session.call("b", "keep", "{ \"count\" : 3.0 }").block();
        assertThat(again).isSameAs(first);
        assertThat(ran).containsExactly("keep");
    }

    @Test
    void reads_again_what_may_have_changed_since() {
        ToolSession session = session(ANNA, false);
        call(session, "look", "{\"what\":\"deal\"}");
        call(session, "look", "{\"what\":\"deal\"}");
        call(session, "move_deal", "{\"deal\":\"7\"}");
        call(session, "look", "{\"what\":\"deal\"}");
        assertThat(ran).containsExactly("look", "move_deal", "look");
    }

    @Test
    void a_write_that_only_asks_changes_nothing_that_was_read() {
        ToolSession session = session(ANNA, false);
        call(session, "look", "{\"what\":\"deal\"}");
        call(session, "delete_deal", "{\"deal\":\"7\"}");
        call(session, "look", "{\"what\":\"deal\"}");
        assertThat(ran).containsExactly("look");
    }

    @Test
    void reads_again_what_could_not_be_read() {
        ToolSession session = session(VISITOR, false);
        call(session, "crash", "{}");
        call(session, "crash", "{}");
        assertThat(ran).containsExactly("crash", "crash");
    }

    @Test
    void a_rule_of_the_house_takes_none_of_the_calls_of_a_turn() {
        ToolSession session = session(VISITOR, false);
        for (int i = 0; i < 7; i++) {
            call(session, "keep", "{\"count\":" + i + "}");
        }
        assertThat(session.call(ToolSession.Author.HOUSE, "rule", "keep", "{\"count\":9}")
                        .block()
                        .status())
                .isEqualTo(ToolResult.Status.DONE);
    }

    @Test
    void ends_a_turn_that_calls_too_much() {
        ToolSession session = session(VISITOR, false);
        for (int i = 0; i < 6; i++) {
            assertThat(call(session, "keep", "{\"count\":" + i + "}").isFailed())
                    .isFalse();
        }
        assertThat(call(session, "keep", "{\"count\":7}").json()).contains("limit");
        assertThat(ran).hasSize(6);
    }

    @Test
    void tells_a_model_what_went_wrong_without_telling_secrets() {
        ToolSession session = session(VISITOR, false);
        assertThat(call(session, "stall", "{}").json()).contains("too_slow");
        assertThat(call(session, "crash", "{}").json()).contains("fault").doesNotContain("secret");
        assertThat(call(session, "refuse", "{}").json()).contains("not-found");
    }

    @Test
    void asks_before_a_guarded_tool_runs_and_runs_what_was_asked() {
        ToolSession session = session(ANNA, false);
        ToolResult waiting = call(session, "delete_deal", "{\"deal\":\"7\"}");
        assertThat(waiting.status()).isEqualTo(ToolResult.Status.WAITING);
        assertThat(ran).isEmpty();
        String token = token(waiting);
        ToolResult done =
                session(ANNA, false).answer("x", token, true, Map.of()).block();
        assertThat(done.status()).isEqualTo(ToolResult.Status.DONE);
        assertThat(ran).containsExactly("delete_deal");
        assertThat(session(ANNA, false)
                        .answer("y", token, true, Map.of())
                        .block()
                        .json())
                .contains("already_answered");
        assertThat(ran).hasSize(1);
    }

    @Test
    void a_no_is_an_answer_that_no_later_yes_undoes() {
        String token = token(call(session(ANNA, false), "delete_deal", "{\"deal\":\"7\"}"));
        assertThat(session(ANNA, false)
                        .answer("x", token, false, Map.of())
                        .block()
                        .json())
                .contains("declined");
        assertThat(session(ANNA, false)
                        .answer("y", token, true, Map.of())
                        .block()
                        .json())
                .contains("already_answered");
        assertThat(ran).isEmpty();
    }

    @Test
    void runs_with_what_was_changed_on_the_card_and_checks_it_again() {
        String token = token(call(session(ANNA, false), "delete_deal", "{\"deal\":\"7\"}"));
        ToolResult again = session(ANNA, false)
                .answer("x", token, true, Map.of("reason", "x".repeat(200)))
                .block();
        assertThat(again.status()).isEqualTo(ToolResult.Status.WAITING);
        assertThat(ran).isEmpty();
        session(ANNA, false)
                .answer("y", token, true, Map.of("reason", "doppelt", "deal", "8"))
                .block();
        assertThat(ran).containsExactly("delete_deal");
        assertThat(arguments.getLast()).contains("deal=7", "reason=doppelt");
    }

    @Test
    void lets_a_tool_tell_small_from_large_by_its_arguments() {
        assertThat(call(session(ANNA, false), "assign", "{\"deals\":[\"1\"]}").status())
                .isEqualTo(ToolResult.Status.DONE);
        assertThat(call(session(ANNA, false), "assign", "{\"deals\":[\"1\",\"2\"]}")
                        .status())
                .isEqualTo(ToolResult.Status.WAITING);
        assertThat(ran).containsExactly("assign");
    }

    @Test
    void takes_no_confirmation_that_is_forged_late_or_somebody_elses() {
        String token = token(call(session(ANNA, false), "delete_deal", "{\"deal\":\"7\"}"));
        Principal bert = new Principal.Staff(TENANT.id(), UUID.randomUUID(), Role.ADMIN, "b@henk.example", "Bert");
        assertThat(session(bert, false)
                        .answer("x", token, true, Map.of())
                        .block()
                        .json())
                .contains("not_confirmed");
        for (String forged :
                List.of("", ".", token.substring(1), token + "A", token.replace('.', ','), "e30." + token)) {
            assertThat(session(ANNA, false)
                            .answer("x", forged, true, Map.of())
                            .block()
                            .json())
                    .contains("not_confirmed");
        }
        now = now.plus(Duration.ofMinutes(16));
        ToolResult again =
                session(ANNA, false).answer("x", token, true, Map.of()).block();
        assertThat(again.status()).as("asked anew").isEqualTo(ToolResult.Status.WAITING);
        assertThat(token(again)).isNotEqualTo(token);
        assertThat(ran).isEmpty();
    }

    @Test
    void a_no_that_comes_late_is_not_asked_for_again() {
        String token = token(call(session(ANNA, false), "delete_deal", "{\"deal\":\"7\"}"));
        now = now.plus(Duration.ofMinutes(16));

        ToolResult declined =
                session(ANNA, false).answer("x", token, false, Map.of()).block();

        assertThat(declined.json()).contains("declined");
        assertThat(declined.cards()).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void a_no_that_comes_late_does_not_say_that_nothing_was_done_when_it_was() {
        String token = token(call(session(ANNA, false), "delete_deal", "{\"deal\":\"7\"}"));
        session(ANNA, false).answer("x", token, true, Map.of()).block();
        now = now.plus(Duration.ofMinutes(16));

        assertThat(session(ANNA, false)
                        .answer("y", token, false, Map.of())
                        .block()
                        .json())
                .contains("already_answered");
        assertThat(ran).containsExactly("delete_deal");
    }

    @Test
    void lets_no_turn_write_at_once_that_has_read_what_a_stranger_wrote() {
        ToolSession clean = session(ANNA, false);
        assertThat(call(clean, "move_deal", "{\"deal\":\"1\"}").status()).isEqualTo(ToolResult.Status.DONE);
        call(clean, "read_mail", "{}");
        assertThat(call(clean, "move_deal", "{\"deal\":\"2\"}").status()).isEqualTo(ToolResult.Status.WAITING);
        assertThat(call(clean, "look", "{\"what\":\"x\"}").status()).isEqualTo(ToolResult.Status.DONE);
        assertThat(call(session(ANNA, true), "keep", "{\"count\":1}").status()).isEqualTo(ToolResult.Status.WAITING);
        assertThat(session(ANNA, true)
                        .call(ToolSession.Author.PERSON, "p", "keep", "{\"count\":1}")
                        .block()
                        .status())
                .as("what the person does by hand")
                .isEqualTo(ToolResult.Status.DONE);
        assertThat(ran).containsExactly("move_deal", "read_mail", "look", "keep");
    }

    @Test
    void what_was_confirmed_and_failed_may_be_confirmed_again_and_is_done_once() {
        AtomicBoolean shaken = new AtomicBoolean(true);
        tools.put(
                "shaky",
                tool(
                        ToolDefinition.forStaff("shaky", Effect.GUARDED),
                        () -> shaken.get() ? Mono.error(new IllegalStateException("shaken")) : done()));
        String token = token(call(session(ANNA, false), "shaky", "{}"));

        ToolResult failed =
                session(ANNA, false).answer("x", token, true, Map.of()).block();

        assertThat(failed.status()).isEqualTo(ToolResult.Status.WAITING);
        assertThat(failed.say()).hasValueSatisfying(said -> assertThat(said).contains("did not work"));
        assertThat(token(failed)).as("still one answer for one question").isEqualTo(token);
        shaken.set(false);
        assertThat(session(ANNA, false)
                        .answer("y", token, true, Map.of())
                        .block()
                        .status())
                .isEqualTo(ToolResult.Status.DONE);
        assertThat(session(ANNA, false)
                        .answer("z", token, true, Map.of())
                        .block()
                        .json())
                .contains("already_answered");
        assertThat(ran).containsExactly("shaky", "shaky");
    }

    @Test
    void what_was_done_is_not_asked_for_anew_by_a_yes_that_comes_late() {
        String token = token(call(session(ANNA, false), "delete_deal", "{\"deal\":\"7\"}"));
        session(ANNA, false).answer("x", token, true, Map.of()).block();
        now = now.plus(Duration.ofMinutes(16));

        assertThat(session(ANNA, false)
                        .answer("y", token, true, Map.of())
                        .block()
                        .json())
                .contains("already_answered");
        assertThat(ran).containsExactly("delete_deal");
    }

    private static String token(ToolResult waiting) {
        return (String) waiting.cards().getFirst().content().get("interruptId");
    }

    private static ToolResult call(ToolSession session, String tool, String arguments) {
        return session.call("call-" + System.nanoTime(), tool, arguments).block(Duration.ofSeconds(5));
    }

    private static ToolDefinition forEveryone(String name, Effect effect, Parameter... parameters) {
        return new ToolDefinition(name, effect, Set.of(Speaker.values()), List.of(parameters));
    }

    private Mono<ToolResult> done() {
        return Mono.just(ToolResult.done(Map.of("status", "done")));
    }

    private Tool tool(ToolDefinition definition, Supplier<Mono<ToolResult>> work) {
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public Effect effect(Arguments given) {
                return given.texts("deals").size() > 1 ? Effect.GUARDED : definition.effect();
            }

            @Override
            public Mono<Proposal> propose(ToolContext context, Arguments given) {
                return Mono.just(new Proposal.Ask(given, "Sure?", List.of(), Set.of("reason")));
            }

            @Override
            public Mono<ToolResult> run(ToolContext context, Arguments given) {
                ran.add(definition.name());
                arguments.add(given.toString());
                return work.get();
            }
        };
    }

    private ToolSession session(Principal who, boolean tainted) {
        ToolAudit audit = (context, call, tool, arguments, status) -> {
            audited.add(tool + " " + status);
            return Mono.empty();
        };
        return new ToolSession(context(who, tainted), tools, confirmations, new Answering(wording), audit, limits);
    }

    /** Answers of confirmations, where no act writes anything that could stay or not. */
    private static final class Kept implements UsedConfirmations {

        private final Map<UUID, Answered> answers = new ConcurrentHashMap<>();

        @Override
        public Mono<Answered> answered(TenantId tenant, UUID confirmation) {
            return Mono.fromSupplier(() -> answers.getOrDefault(confirmation, Answered.NOT_YET));
        }

        @Override
        public Mono<Answered> decline(TenantId tenant, UUID confirmation) {
            return Mono.fromSupplier(() -> Optional.ofNullable(answers.putIfAbsent(confirmation, Answered.DECLINED))
                    .orElse(Answered.NOT_YET));
        }

        @Override
        public Mono<ToolResult> approve(TenantId tenant, UUID confirmation, Mono<ToolResult> act) {
            return act.doOnNext(done -> answers.putIfAbsent(confirmation, Answered.APPROVED));
        }
    }

    private static final UUID CONVERSATION = UUID.randomUUID();

    private ToolContext context(Principal who, boolean tainted) {
        return new ToolContext(
                who,
                TENANT,
                who instanceof Principal.Staff ? Speaker.STAFF : Speaker.VISITOR,
                CONVERSATION,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "en",
                ZonedDateTime.now(TENANT.zone()),
                Optional.empty(),
                new OwnWords(List.of()),
                Map.of(),
                tainted);
    }
}
