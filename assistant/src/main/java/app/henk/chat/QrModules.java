package app.henk.chat;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A QR code as rows of dark (1) and light (0) modules, without the margin that a reader needs around them. */
final class QrModules {

    private QrModules() {}

    static List<String> of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        return IntStream.range(0, code.size)
                .mapToObj(y -> IntStream.range(0, code.size)
                        .mapToObj(x -> code.getModule(x, y) ? "1" : "0")
                        .collect(Collectors.joining()))
                .toList();
    }
}
