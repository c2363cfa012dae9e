package app.henk.agent;

import app.henk.booking.BookingWords;
import app.henk.booking.Orders;
import app.henk.identity.Principal;
import app.henk.platform.Wording;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What a customer must hear before anything is asked: that a promised day has moved back. Once for each delay. */
@Component
class OrderNews {

    private static final Logger LOG = LoggerFactory.getLogger(OrderNews.class);

    private final Orders orders;
    private final BookingWords words;
    private final Wording wording;

    OrderNews(Orders orders, BookingWords words, Wording wording) {
        this.orders = orders;
        this.words = words;
        this.wording = wording;
    }

    /** Sentences to begin the answer with; none as a rule. What cannot be looked up spoils no answer. */
    Flux<String> of(Principal who, String language) {
        return orders.untold(who)
                .flatMapIterable(delays -> delays)
                .map(delay -> wording.say(
                        "booking.late",
                        language,
                        Map.of(
                                "order", delay.title(),
                                "number", delay.number(),
                                "before", words.day(delay.before(), language),
                                "after", words.day(delay.after(), language))))
                .onErrorResume(fault -> {
                    LOG.error("delays of orders could not be looked up", fault);
                    return Flux.empty();
                });
    }
}
