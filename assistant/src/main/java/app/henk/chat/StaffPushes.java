package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.PushHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What staff are told without asking: the whole list of those who wait, whenever it has changed. */
@Component
class StaffPushes {

    private static final Duration AT_MOST_EVERY = Duration.ofMillis(200);

    private final Handoffs handoffs;
    private final PushHub hub;

    StaffPushes(Handoffs handoffs, PushHub hub) {
        this.handoffs = handoffs;
        this.hub = hub;
    }

    Flux<MiniRun> of(Principal.Staff staff) {
        return Flux.merge(hub.on(staff.tenant(), Handoffs.LIST), Flux.just(new PushHub.Push("", "")))
                .onBackpressureLatest()
                .concatMap(
                        change -> handoffs.open(staff)
                                .map(queue -> run(staff, queue))
                                .concatWith(Mono.delay(AT_MOST_EVERY).then(Mono.empty())),
                        1);
    }

    private static MiniRun run(Principal.Staff staff, Handoff.Queue queue) {
        byte[] state = AgUiFrames.state(Map.of("handoffs", queue.first(), "more", queue.more(), "me", staff.user()));
        return new MiniRun(Ids.next(), List.of(state), false);
    }
}
