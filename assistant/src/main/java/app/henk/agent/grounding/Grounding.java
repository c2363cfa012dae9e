package app.henk.agent.grounding;

import app.henk.platform.Wording;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Opens the gate through which every answer goes, whoever words it. */
@Component
public class Grounding {

    private final GroundingWords words;
    private final FigureScanner scanner;
    private final Wording wording;
    private final Cache<String, PromptLeak> secrets =
            Caffeine.newBuilder().maximumSize(100).build();

    public Grounding(GroundingWords words, Wording wording) {
        this.words = words;
        this.scanner = new FigureScanner(words);
        this.wording = wording;
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
        Claims claims = new Claims(words, scanner, evidence, names);
        return new Gate(
                claims,
                secret,
                Set.copyOf(toolNames),
                (key, times) -> wording.say(key, language, times, java.util.Map.of()));
    }
}
