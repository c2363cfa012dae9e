package app.henk.platform.start;

import app.henk.platform.StartNotice;
import app.henk.platform.StartNotice.Line;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What the operator sees when Henk is ready: where to click, who to be, what answers. */
@Component
class StartReport {

    private static final Logger log = LoggerFactory.getLogger(StartReport.class);

    private final List<StartNotice> notices;
    private final Environment environment;
    private final String publicUrl;

    StartReport(
            ObjectProvider<StartNotice> notices,
            Environment environment,
            @Value("${henk.public-url:}") String publicUrl) {
        this.notices = notices.stream().toList();
        this.environment = environment;
        this.publicUrl = publicUrl;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        UnknownSettings.among(System.getenv().keySet()).forEach(log::warn);
        if (environment.getProperty("henk.start-report", Boolean.class, true)) {
            print(text());
        }
        log.info(
                "Ready after {} ms",
                event.getTimeTaken() == null ? 0 : event.getTimeTaken().toMillis());
    }

    @SuppressWarnings("SystemOut") // for the person who started it, not for the log
    private static void print(String text) {
        System.out.print(text);
        System.out.flush();
    }

    String text() {
        List<Line> lines = Stream.concat(own(), notices.stream().flatMap(notice -> notice.lines().stream()))
                .sorted(Comparator.comparingInt(Line::order))
                .toList();
        int width = lines.stream().mapToInt(line -> line.label().length()).max().orElse(0);
        var text = new StringBuilder("\n  Henk is ready.\n\n");
        int group = 0;
        for (Line line : lines) {
            if (group != 0 && group != line.order() / 10) {
                text.append('\n');
            }
            group = line.order() / 10;
            text.append("  ")
                    .append(line.label())
                    .append(" ".repeat(width - line.label().length() + 3));
            text.append(line.text()).append('\n');
        }
        return text.append('\n').toString();
    }

    private Stream<Line> own() {
        String address = publicUrl.isBlank()
                ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
                : publicUrl.replaceFirst("/$", "");
        String file = environment.getProperty("logging.file.name", "");
        return Stream.of(
                        new Line(10, "Shop page", address + "/"),
                        new Line(
                                11,
                                "Sales",
                                address + "/sales/ for colleagues, " + address + "/desk/ for visitors who wait"),
                        new Line(12, "API", address + "/docs"),
                        new Line(
                                50,
                                "Log",
                                file.isEmpty()
                                        ? ""
                                        : Path.of(file)
                                                .toAbsolutePath()
                                                .normalize()
                                                .toString()))
                .filter(line -> !line.text().isEmpty());
    }
}
