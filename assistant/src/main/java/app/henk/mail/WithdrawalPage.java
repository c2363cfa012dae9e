package app.henk.mail;

import app.henk.platform.Wording;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The small page behind the link in a mail's last line. Needs no script. */
@Component
class WithdrawalPage {

    private final Template template;
    private final Wording wording;

    WithdrawalPage(Wording wording) throws IOException {
        this.wording = wording;
        this.template = Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .compile(new ClassPathResource("mail/withdrawal.html").getContentAsString(StandardCharsets.UTF_8));
    }

    ResponseEntity<String> question(String tenant, String address, MailPurpose purpose, String language) {
        return page(
                HttpStatus.OK,
                language,
                Map.of(
                        "tenant", tenant,
                        "text", text("question", tenant, address, purpose, language),
                        "submit", wording.say("mail.withdrawal.submit", language)));
    }

    /** @param key of the sentence: {@code done} or {@code closed} */
    ResponseEntity<String> settled(String key, String tenant, String address, MailPurpose purpose, String language) {
        return page(
                HttpStatus.OK,
                language,
                Map.of("tenant", tenant, "text", text(key, tenant, address, purpose, language), "settled", true));
    }

    ResponseEntity<String> unknown(String language) {
        return page(HttpStatus.NOT_FOUND, language, Map.of("text", wording.say("mail.withdrawal.unknown", language)));
    }

    private String text(String key, String tenant, String address, MailPurpose purpose, String language) {
        String about = wording.say("mail.withdrawal.about." + purpose.key(), language);
        return wording.say(
                "mail.withdrawal." + key, language, Map.of("tenant", tenant, "address", address, "about", about));
    }

    private ResponseEntity<String> page(HttpStatus status, String language, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("tenant", "", "submit", "", "settled", false));
        all.putAll(values);
        all.put("language", language);
        all.put("title", wording.say("mail.withdrawal.title", language));
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(template.execute(all));
    }
}
