package app.henk.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/** As what a result can be taken along. */
enum Format {
    CSV("text/csv;charset=UTF-8", 100_000),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100_000),
    // nobody reads more on paper, and a page must be laid out before it can be sent
    PDF("application/pdf", 2_000);

    private final String mediaType;
    private final int mostRows;

    Format(String mediaType, int mostRows) {
        this.mediaType = mediaType;
        this.mostRows = mostRows;
    }

    MediaType mediaType() {
        return MediaType.parseMediaType(mediaType);
    }

    int mostRows() {
        return mostRows;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Format> named(String key) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
