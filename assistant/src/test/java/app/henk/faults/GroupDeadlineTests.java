package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import app.henk.platform.jobs.Jobs;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** By when a group must have said everything: as its organiser says, else as the house's rules say. */
class GroupDeadlineTests extends WithGroup {

    /** As the demo's rules have it. */
    private static final int DAYS_BEFORE = 56;

    @Autowired
    Jobs jobs;

    @Test
    void what_the_organiser_said_stays_when_the_group_is_told_again_without_it() {
        Begun begun = begins(Map.of("date", in(200), "deadline", in(20)));

        toldAgain(begun, Map.of("date", in(200)));
        assertThat(deadline()).isEqualTo(in(20));
        toldAgain(begun, Map.of("size", 7));
        assertThat(deadline()).isEqualTo(in(20));
        toldAgain(begun, Map.of("deadline", in(30)));

        assertThat(deadline()).isEqualTo(in(30));
    }

    @Test
    void a_deadline_by_the_rules_goes_with_the_day() {
        Begun begun = begins(Map.of("date", in(200)));
        assertThat(deadline()).isEqualTo(in(200 - DAYS_BEFORE));

        toldAgain(begun, Map.of("date", in(260)));

        assertThat(deadline()).isEqualTo(in(260 - DAYS_BEFORE));
    }

    @Test
    void a_deadline_behind_the_day_is_refused_whichever_of_them_was_said_before() {
        Begun begun = begins(Map.of("date", in(100)));

        assertThat(changes(begun, Map.of("deadline", in(110))).body()).contains("invalid-fields", "deadline_after");
        assertThat(changes(begun, Map.of("deadline", in(90))).statusCode()).isEqualTo(200);
        assertThat(changes(begun, Map.of("date", in(80))).body()).contains("invalid-fields", "deadline_after");
        assertThat(changes(begun, Map.of("date", in(80), "deadline", in(70))).statusCode())
                .isEqualTo(200);

        assertThat(deadline()).isEqualTo(in(70));
    }

    @Test
    void a_deadline_that_moves_is_reminded_of_again() {
        Begun begun = begins(Map.of("date", in(60), "deadline", in(2)));
        gemini(request -> FakeReply.text("Danke."));
        String till = joins(begun.link(), null).path("session_id").asString();
        chat.open(form(till, "Till Brandes", "till-" + begun.id() + "@mail.example"))
                .whole();
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        assertThat(mails("group-reminder")).hasSize(1);

        toldAgain(begun, Map.of("deadline", in(3)));
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));

        assertThat(mails("group-reminder"))
                .hasSize(2)
                .extracting(mail -> mail.path("values").path("deadline").asString())
                .doesNotHaveDuplicates();
    }

    private void toldAgain(Begun begun, Map<String, Object> more) {
        Map<String, Object> group = new LinkedHashMap<>(Map.of("kind", "wedding", "name", name));
        group.putAll(more);
        GEMINI.script(FakeReply.call("start_group", group), FakeReply.text("Notiert."));
        chat.open(message(begun.session(), "Noch etwas zur Gruppe")).whole();
    }

    private HttpResponse<String> changes(Begun begun, Map<String, Object> more) {
        Map<String, Object> group = new LinkedHashMap<>(Map.of("kind", "wedding", "name", name));
        group.putAll(more);
        return post("/api/groups", JSON.writeValueAsString(group), Map.of("X-Henk-Session", begun.session()));
    }

    private String deadline() {
        return tables.rows("select deadline from party where name = ?", name)
                .getFirst()
                .path("deadline")
                .asString();
    }

    private static String in(int days) {
        return LocalDate.now().plusDays(days).toString();
    }
}
