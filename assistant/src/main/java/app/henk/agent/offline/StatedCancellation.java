package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether a message calls an appointment off, read from the person's own words and not from what a model makes of them. */
@Component
public class StatedCancellation {

    private static final Logger LOG = LoggerFactory.getLogger(StatedCancellation.class);

    private final OfflineModel engine;

    StatedCancellation(OfflineModel engine) {
        this.engine = engine;
    }

    /** What a message says of calling off. */
    public enum Said {
        NOTHING,
        /** Yes to the question whether to call one off. */
        AGREED,
        /** That it be called off, of the speaker's own accord. */
        WANTED
    }

    /** @param messages of the conversation up to the one that is being answered */
    public Mono<Said> of(List<ChatMessage> messages, TurnContext turn) {
        return Mono.fromCallable(() -> said(engine.dialogue(messages, turn)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(fault -> {
                    // whoever cannot be understood is asked
                    LOG.error("whether an appointment is called off could not be read", fault);
                    return Mono.just(Said.NOTHING);
                });
    }

    private static Said said(Dialogue dialogue) {
        Heard heard = dialogue.heard;
        if (dialogue.agenda.agreesToCancel(heard, dialogue.asked)) {
            return Said.AGREED;
        }
        return heard.does(Intent.CANCEL_VISIT) ? Said.WANTED : Said.NOTHING;
    }
}
