package app.henk.mail;

import app.henk.platform.StartNotice;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells where mail stays while nothing sends it. */
@Component
class OutboxNotice implements StartNotice {

    private final MailConfiguration.MailWay way;
    private final MailLinks links;

    OutboxNotice(MailConfiguration.MailWay way, MailLinks links) {
        this.way = way;
        this.links = links;
    }

    @Override
    public List<Line> lines() {
        return way.smtp().isPresent()
                ? List.of()
                : List.of(new Line(13, "Outbox", links.outbox() + " (mail stays there until HENK_SMTP_URL is set)"));
    }
}
