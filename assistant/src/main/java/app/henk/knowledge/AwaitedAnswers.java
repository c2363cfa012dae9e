package app.henk.knowledge;

import app.henk.identity.RetentionHold;
import org.springframework.stereotype.Component;

/** Who left an address to be told the answer is told it. */
@Component
class AwaitedAnswers implements RetentionHold {

    @Override
    public String condition() {
        return """
                exists (select from question_asker q
                          join open_question o on o.tenant_id = q.tenant_id and o.id = q.question_id
                         where q.tenant_id = c.tenant_id and q.conversation_id = c.id and q.email is not null
                           and o.state = 'open')
                """;
    }
}
