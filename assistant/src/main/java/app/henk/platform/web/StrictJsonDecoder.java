package app.henk.platform.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the characters of a body before anybody reads it as JSON. */
final class StrictJsonDecoder extends JacksonJsonDecoder {

    StrictJsonDecoder(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    public Object decode(
            DataBuffer body, ResolvableType target, @Nullable MimeType mime, @Nullable Map<String, Object> hints) {
        byte[] bytes = new byte[body.readableByteCount()];
        int position = body.readPosition();
        body.read(bytes);
        body.readPosition(position);
        JsonText.check(bytes);
        return super.decode(body, target, mime, hints);
    }
}
