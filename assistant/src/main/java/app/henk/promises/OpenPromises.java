package app.henk.promises;

import app.henk.identity.RetentionHold;
import org.springframework.stereotype.Component;

/**
 * What was promised to somebody is still to be kept. A promise that broke as long ago as a conversation may be silent
 * holds nobody any more, though nobody has closed it.
 */
@Component
class OpenPromises implements RetentionHold {

    @Override
    public String condition() {
        return """
                exists (select from promise p
                         where p.tenant_id = c.tenant_id and p.conversation_id = c.id and p.state = 'open'
                           and p.due >= :since::date)
                """;
    }
}
