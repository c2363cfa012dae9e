package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.offline.SpokenLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which language to answer in: the one that the person has asked for in so many words; else the message's own; where a
 * message is too short to tell, the conversation's last clear message decides, then the client's setting, then the
 * tenant.
 */
@Component
class MessageLanguage {

    private static final int LOOK_BACK = 6;
    private static final int LONGEST = 2_000;

    private final SpokenLanguage languages;

    MessageLanguage(SpokenLanguage languages) {
        this.languages = languages;
    }

    String of(AgentRequest request) {
        List<String> spoken = request.tenant().languages();
        // a form's fields are no language
        Stream<String> own = request.form().isEmpty() ? Stream.of(request.text()) : Stream.empty();
        List<String> said = Stream.concat(request.transcript().stream().map(Exchange::question), own)
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
                .toList()
                .reversed();
        return said.stream()
                .flatMap(text -> languages.askedFor(text, spoken).stream())
                .findFirst()
                .or(() -> said.stream()
                        .limit(LOOK_BACK)
                        .flatMap(text -> languages.of(text, spoken).stream())
                        .findFirst())
                .orElseGet(() -> otherwise(request, spoken));
    }

    private static String otherwise(AgentRequest request, List<String> spoken) {
        Optional<String> locale = Optional.of(request.locale())
                .filter(tag -> tag.length() >= 2)
                .map(tag -> tag.substring(0, 2).toLowerCase(Locale.ROOT));
        return locale.filter(spoken::contains).orElseGet(request.tenant()::language);
    }
}
