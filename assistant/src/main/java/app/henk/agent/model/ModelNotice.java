package app.henk.agent.model;

import app.henk.platform.StartNotice;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which models answer, in the order in which they are asked. */
@Component
record ModelNotice(ModelChain chain) implements StartNotice {

    @Override
    public List<Line> lines() {
        ModelStatus status = chain.status();
        String text = status.offlineOnly()
                ? "offline engine; set GEMINI_API_KEY to have Gemini answer"
                : status.models().stream().map(ModelStatus.Model::name).collect(Collectors.joining(", then "));
        return List.of(new Line(30, "Model", text));
    }
}
