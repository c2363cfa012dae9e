package app.henk.customers;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.PaperText;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What is held about a person, to read on paper. Off the event loop: a long life is many pages. */
@Component
class ExportPdf {

    private final Tenants tenants;
    private final Wording wording;

    ExportPdf(Tenants tenants, Wording wording) {
        this.tenants = tenants;
        this.wording = wording;
    }

    Mono<byte[]> of(TenantId tenant, Export.Content content, Optional<String> language) {
        return tenants.tenant(tenant)
                .flatMap(known -> Mono.fromCallable(() -> write(known, content, language.orElse(known.language())))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private byte[] write(Tenant tenant, Export.Content content, String language) {
        try (PaperText paper = new PaperText()) {
            String at = DateTimeFormatter.ofPattern("d.M.yyyy HH:mm", Locale.ROOT)
                    .format(content.exportedAt().atZone(tenant.zone()));
            paper.title(wording.say("privacy.pdf.title", language, Map.of("company", tenant.name())));
            paper.line(wording.say("privacy.pdf.at", language, Map.of("at", at)));
            content.held()
                    .forEach((section, tables) -> tables.forEach((table, rows) -> rows(paper, table, rows, language)));
            if (paper.isFull()) {
                paper.closing(wording.say("privacy.pdf.more", language));
            }
            return paper.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rows(PaperText paper, String table, List<Map<String, Object>> rows, String language) {
        if (rows.isEmpty()) {
            return;
        }
        String key = "privacy.table." + table;
        paper.heading((wording.has(key, "en") ? wording.say(key, language) : table) + " (" + rows.size() + ")");
        for (Map<String, Object> row : rows) {
            row.forEach((column, value) -> paper.field(column.replace('_', ' '), String.valueOf(value)));
            paper.gap();
        }
    }
}
