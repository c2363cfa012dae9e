package app.henk.mail;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The outbox over HTTP, for administrators alone. */
@Tag(name = "Mail")
@RestController
@RequestMapping("/api/mail")
class MailController {

    private static final int MOST = 100;
    private static final Set<String> STATES = Set.of("queued", "sending", "sent", "failed", "withdrawn");
    // a mail shows itself and does nothing; its links open beside it, free of its bonds
    private static final String MAIL = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action"
            + " 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    private final MailReader reader;
    private final MailConfiguration.MailWay way;

    MailController(MailReader reader, MailConfiguration.MailWay way) {
        this.reader = reader;
        this.way = way;
    }

    /**
     * @param next what to pass as {@code after} for the page behind this one
     * @param sends whether there is a mail server; else everything stays here
     */
    record Page(List<MailView> mails, Optional<UUID> next, boolean sends) {}

    @Operation(summary = "Mails, the newest first")
    @GetMapping
    Mono<Page> list(
            Principal.Staff staff,
            @RequestParam Optional<String> state,
            @RequestParam Optional<UUID> after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + MOST + ".");
        }
        if (state.isPresent() && !STATES.contains(state.get())) {
            throw Problem.badRequest(
                    "wrong-state", "The parameter 'state' is queued, sending, sent, failed or withdrawn.");
        }
        return reader.newest(staff, state, after, limit + 1).map(found -> {
            List<MailView> page = found.stream().limit(limit).map(MailView::of).toList();
            return new Page(
                    page,
                    found.size() > limit ? Optional.of(page.getLast().id()) : Optional.empty(),
                    way.smtp().isPresent());
        });
    }

    @Operation(summary = "A mail in its words")
    @GetMapping("/{id}")
    Mono<MailView.Whole> mail(Principal.Staff staff, @PathVariable UUID id) {
        return reader.find(staff, id).map(MailView.Whole::of);
    }

    @Operation(summary = "Tries a mail that failed anew")
    @PostMapping("/{id}/attempts")
    Mono<MailView.Whole> again(Principal.Staff staff, @PathVariable UUID id) {
        return reader.again(staff, id).map(MailView.Whole::of);
    }

    @Operation(summary = "A mail as a mail program shows it")
    @GetMapping(path = "/{id}/html", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> html(Principal.Staff staff, @PathVariable UUID id) {
        return reader.find(staff, id)
                .map(written -> ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .header("Content-Security-Policy", MAIL)
                        .header("Referrer-Policy", "no-referrer")
                        .header("Cross-Origin-Resource-Policy", "same-origin")
                        .body(written.letter().html().replaceFirst("<head>", "<head><base target=\"_blank\">")));
    }

    @Operation(summary = "A file that goes along with a mail")
    @GetMapping("/{id}/attachments/{number}")
    Mono<ResponseEntity<byte[]>> attachment(Principal.Staff staff, @PathVariable UUID id, @PathVariable int number) {
        return reader.find(staff, id).map(written -> {
            List<Attachment> files = written.mail().attachments();
            if (number < 0 || number >= files.size()) {
                throw Problem.notFound("attachment");
            }
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename(files.get(number).name(), StandardCharsets.UTF_8)
                                    .build()
                                    .toString())
                    .body(files.get(number).content());
        });
    }
}
