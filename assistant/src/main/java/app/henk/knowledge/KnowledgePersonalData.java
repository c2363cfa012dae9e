package app.henk.knowledge;

import static app.henk.identity.PersonalTable.deleted;
import static app.henk.identity.PersonalTable.emptied;

import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * That something was asked stays, in the words of somebody else who asked it; without anybody else it has no words. What
 * staff published as an answer is the tenant's own.
 */
@Component
class KnowledgePersonalData implements PersonalData {

    private static final String OTHER = "select a.%s from question_asker a where a.tenant_id = open_question.tenant_id"
            + " and a.question_id = open_question.id order by a.asked_at limit 1";

    @Override
    public String section() {
        return "knowledge";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                deleted(
                        "question_asker",
                        "conversation_id = any(:conversations) or account_id = any(:accounts)"
                                + " or lower(email) = any(:emails)"),
                emptied(
                        "open_question",
                        "conversation_id = any(:conversations) or account_id = any(:accounts)",
                        "text = coalesce((" + OTHER.formatted("text") + "), '–'),"
                                + " conversation_id = (" + OTHER.formatted("conversation_id") + "),"
                                + " account_id = (" + OTHER.formatted("account_id") + "),"
                                + " gist = case when exists (" + OTHER.formatted("id")
                                + ") then gist else id::text end,"
                                + " answer = case when answer is null then null else '–' end"));
    }
}
