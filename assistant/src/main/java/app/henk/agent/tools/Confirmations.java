package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.identity.SharedKeys;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks a person before a guarded tool runs. What is confirmed is what was asked: tool, arguments, speaker and
 * conversation stand signed in the token, which is good for one answer and a few minutes, on whichever instance.
 */
@Component
class Confirmations {

    /** What an answer to a question comes to. */
    sealed interface Redeemed {

        /** In time, by who was asked. A no is taken with that; a yes is once it is acted on, see {@link #approve}. */
        record Given(SignedQuestion question) implements Redeemed {}

        /** It was answered before; then as well as now nothing more is done. */
        record Before(boolean approved) implements Redeemed {}

        record Late(SignedQuestion question) implements Redeemed {}

        /** Forged, or somebody else's. */
        record Void() implements Redeemed {}
    }

    private final Mono<SecretKey> key;
    private final UsedConfirmations used;
    private final ToolProperties limits;
    private final ConfirmCard card;
    private final Wording wording;
    private final Clock clock;

    @Autowired
    Confirmations(SharedKeys keys, UsedConfirmations used, ToolProperties limits, Wording wording) {
        this(keys.key("confirmation"), used, limits, wording, Clock.systemUTC());
    }

    Confirmations(Mono<SecretKey> key, UsedConfirmations used, ToolProperties limits, Wording wording, Clock clock) {
        this.key = key;
        this.used = used;
        this.limits = limits;
        this.card = new ConfirmCard(wording);
        this.wording = wording;
        this.clock = clock;
    }

    /** Does nothing but ask: the result waits, the card carries the token. */
    Mono<ToolResult> ask(ToolContext context, ToolDefinition tool, Proposal.Ask proposal) {
        Instant expires = clock.instant().plus(limits.confirmWithin());
        SignedQuestion question = new SignedQuestion(
                Ids.next().toString(),
                context.tenant().id().toString(),
                context.principal().scope().actor().toString(),
                context.conversation().toString(),
                tool.name(),
                proposal.arguments().json(),
                List.copyOf(proposal.editable()),
                expires.getEpochSecond());
        return key.map(secret -> waiting(context, tool, proposal, question.sign(secret), expires));
    }

    /** The same question once more, with the same token: it stays good for one answer. */
    ToolResult askAgain(
            ToolContext context, ToolDefinition tool, Proposal.Ask proposal, SignedQuestion question, String token) {
        return waiting(context, tool, proposal, token, Instant.ofEpochSecond(question.expires()));
    }

    private ToolResult waiting(
            ToolContext context, ToolDefinition tool, Proposal.Ask proposal, String token, Instant expires) {
        Card shown = card.of(tool, proposal, token, expires, context.language());
        String asks = wording.say("agent.confirm.say", context.language(), Map.of("question", card.title(shown)));
        return ToolResult.done(Map.of(
                        "status",
                        "waiting",
                        "say",
                        asks,
                        "note",
                        "Nothing is done yet. The person must confirm this on the card."))
                .with(Stream.concat(proposal.beside().stream(), Stream.of(shown))
                        .toList())
                .as(ToolResult.Status.WAITING)
                .asking(token);
    }

    /** What is asked by the token, when it was asked of this speaker in this conversation; answers nothing. */
    Mono<SignedQuestion> read(String token, ToolContext context) {
        return key.mapNotNull(secret -> mine(token, context, secret).orElse(null));
    }

    /** Takes the answer; only the first one counts, and a yes only in time. */
    Mono<Redeemed> redeem(String token, ToolContext context, boolean approved) {
        return key.flatMap(secret -> mine(token, context, secret)
                .map(question -> redeem(question, context, approved))
                .orElseGet(() -> Mono.just(new Redeemed.Void())));
    }

    private Mono<Redeemed> redeem(SignedQuestion question, ToolContext context, boolean approved) {
        Mono<UsedConfirmations.Answered> answered = approved
                ? answered(question, context)
                : used.decline(context.tenant().id(), UUID.fromString(question.id()));
        return answered.map(before -> switch (before) {
            case APPROVED -> new Redeemed.Before(true);
            case DECLINED -> new Redeemed.Before(false);
            // a no is never too late: asking for it again would be asking whoever has just declined
            case NOT_YET ->
                approved && question.expires() < clock.instant().getEpochSecond()
                        ? new Redeemed.Late(question)
                        : new Redeemed.Given(question);
        });
    }

    Mono<UsedConfirmations.Answered> answered(SignedQuestion question, ToolContext context) {
        return used.answered(context.tenant().id(), UUID.fromString(question.id()));
    }

    /** Does what was asked and answered with a yes, once: see {@link UsedConfirmations#approve}. */
    Mono<ToolResult> approve(SignedQuestion question, ToolContext context, Mono<ToolResult> act) {
        return used.approve(context.tenant().id(), UUID.fromString(question.id()), act);
    }

    private static Optional<SignedQuestion> mine(String token, ToolContext context, SecretKey secret) {
        return SignedQuestion.verify(token, secret)
                .filter(asked -> asked.tenant().equals(context.tenant().id().toString()))
                .filter(asked ->
                        asked.actor().equals(context.principal().scope().actor().toString()))
                .filter(asked ->
                        asked.conversation().equals(context.conversation().toString()));
    }
}
