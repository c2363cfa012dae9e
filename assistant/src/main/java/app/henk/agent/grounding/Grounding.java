package app.henk.agent.grounding;

import app.henk.platform.Wording;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Opens the gate through which every answer goes, whoever words it. */
@Component
public class Grounding {

    private final GroundingWords words;
    private final FigureScanner scanner;
    private final Wording wording;
    private final MeterRegistry meters;
    private final Cache<String, PromptLeak> secrets =
            Caffeine.newBuilder().maximumSize(100).build();

    public Grounding(GroundingWords words, Wording wording, MeterRegistry meters) {
        this.words = words;
        this.scanner = new FigureScanner(words);
        this.wording = wording;
        this.meters = meters;
    }

    /**
     * @param evidence what the answer may lean on; more may be added while it is spoken
     * @param names of everything that the tenant sells: none of them is said unless the evidence has it
     * @param rules the part of the instructions that is nobody's business
     * @param toolNames likewise
     */
    public Gate open(
            String language, Evidence evidence, ProductNames names, String rules, Collection<String> toolNames) {
        PromptLeak secret = secrets.get(rules, PromptLeak::new);
        Draft draft = new Draft();
        Claims claims = new Claims(words, scanner, evidence, names, draft);
        return new Gate(
                claims,
                draft,
                new WordGate(draft, claims, secret.reader(), Set.copyOf(toolNames)),
                new Excuses((key, times) -> wording.say(key, language, times, Map.of()), this::count));
    }

    private void count(Step why) {
        Counter.builder("henk.answers.withheld")
                .description("Sentences of an answer that nothing bore out and that were not shown")
                .tag("reason", why.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }
}
