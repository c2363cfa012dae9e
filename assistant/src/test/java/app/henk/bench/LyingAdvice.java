package app.henk.bench;

import app.henk.agent.AgentEvent.Answer;
import app.henk.agent.AgentTurns;
import app.henk.agent.Card;
import app.henk.bench.Findings.Kind;
import app.henk.identity.Tenant;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has visitors answered in whole turns by a model that lies, and judges what they get to read. */
final class LyingAdvice {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int AT_A_TIME = 4;

    private final AgentTurns turns;
    private final Shelf shelf;
    private final LocalDate today;
    private final Random random;
    private final Set<String> names;
    private final Findings findings = new Findings();
    private final LongAdder kept = new LongAdder();

    LyingAdvice(ApplicationContext context, Tenant tenant, Shelf shelf, long seed) {
        this.turns = new AgentTurns(context, tenant);
        this.shelf = shelf;
        this.today = LocalDate.now(tenant.zone());
        this.random = new Random(seed);
        this.names = Lies.names(shelf);
    }

    void run(int count) {
        Flux.range(0, count)
                .map(i -> Statement.random(random, today))
                .flatMapSequential(this::one, AT_A_TIME)
                .blockLast(LONGEST);
    }

    private Mono<Answer> one(Statement statement) {
        var model = new LyingModel(random.nextLong(), shelf, today, statement);
        return turns.answer(model, statement.text(), statement.language())
                .doOnNext(answer -> judge(statement, model, answer));
    }

    private void judge(Statement statement, LyingModel model, Answer answer) {
        answer.cards().forEach(card -> judge(statement, card));
        for (Lie lie : model.said) {
            lie.tell()
                    .ifPresentOrElse(
                            tell -> findings.shown(
                                    Kind.TEXTS,
                                    !answer.text().contains(tell),
                                    tell + " in: " + answer.text() + " for " + statement),
                            () -> truth(lie, answer));
        }
        String fourth = model.result.path("fourth").path("words").asString("");
        String text = fourth.isEmpty() ? answer.text() : answer.text().replace(fourth, "");
        for (Map<String, Object> product : shelf.all()) {
            if (names.contains(Shelf.name(product)) && text.contains(Shelf.name(product))) {
                findings.shown(
                        Kind.PRODUCTS,
                        shelf.broken(product, statement.limits(), today).isEmpty(),
                        Shelf.name(product) + " in: " + answer.text() + " for " + statement);
            }
        }
    }

    /** Not wrong when it is withheld, only a pity. */
    private void truth(Lie truth, Answer answer) {
        findings.shown(Kind.TRUTHS, true, "");
        if (answer.text().contains(truth.sentence())) {
            kept.increment();
        }
    }

    private void judge(Statement statement, Card card) {
        if (!card.type().equals("product")) {
            return;
        }
        String sku = String.valueOf(card.content().get("sku"));
        findings.shown(
                Kind.PRODUCTS,
                shelf.product(sku)
                        .filter(product ->
                                shelf.broken(product, statement.limits(), today).isEmpty())
                        .isPresent(),
                "card " + sku + " for " + statement);
        shelf.product(sku)
                .ifPresent(product -> findings.shown(
                        Kind.PRICES,
                        ToolAdvice.amount(card.content().get("price")).compareTo(Shelf.price(product)) == 0,
                        "card " + card.content()));
    }

    void print(String title) {
        findings.print(title);
        System.out.printf(Locale.ROOT, "  %,d of the true sentences came through whole%n", kept.sum());
    }

    long wrong() {
        return findings.wrong();
    }
}
