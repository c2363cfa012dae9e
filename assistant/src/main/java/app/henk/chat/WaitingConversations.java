package app.henk.chat;

import app.henk.agent.WaitingPeople;
import app.henk.identity.Principal;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The list of handoffs that the desk shows, for whoever asks for it in a conversation. */
@Component
class WaitingConversations implements WaitingPeople {

    private final Handoffs handoffs;

    WaitingConversations(Handoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public Mono<Queue> of(Principal.Staff staff) {
        return handoffs.open(staff)
                .map(queue -> new Queue(
                        queue.first().stream()
                                .map(WaitingConversations::waiting)
                                .toList(),
                        queue.more()));
    }

    private static Waiting waiting(Handoff.Open open) {
        return new Waiting(
                open.conversation(),
                open.waiting_since(),
                open.reason(),
                saidLast(open.lines()),
                open.held_name(),
                open.lines().stream()
                        .map(line -> new Line(line.role(), line.text(), line.name(), line.at()))
                        .toList());
    }

    private static String saidLast(List<Handoff.Line> lines) {
        return lines.stream()
                .filter(line -> line.role().equals("user"))
                .reduce((earlier, later) -> later)
                .map(Handoff.Line::text)
                .orElse("");
    }
}
