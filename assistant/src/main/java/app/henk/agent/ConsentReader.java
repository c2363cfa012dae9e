package app.henk.agent;

import app.henk.agent.TurnContext.Consent;
import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.ContactForm;
import app.henk.crm.LeadCapture;
import app.henk.platform.Wording;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Whether the person agreed to being stored and contacted. Read from the person's own tick or words, never from a model:
 * a plain yes counts only as the answer to the question whose wording is versioned, other words only when they name
 * both an agreement and what it is about. In doubt it is no agreement, and the question comes again.
 */
@Component
class ConsentReader {

    /** Under this key the conversation keeps it. Tools cannot write it. */
    static final String KEY = "consent";

    private static final String REFUSED = "refused";

    /**
     * @param agreed with the version of the text; present exactly when given
     * @param toKeep what to note with the conversation when this message changed something
     */
    record Reading(Consent state, Optional<LeadCapture.Consent> agreed, Optional<String> toKeep) {}

    private record Phrases(
            List<String> yes,
            List<String> no,
            List<String> harmless,
            List<String> agree,
            List<String> about,
            List<String> anyway,
            List<String> withdraw) {}

    /** In a language without phrases only a form's tick counts. */
    private static final Phrases NONE =
            new Phrases(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private final Map<String, Phrases> byLanguage;
    private final ContactForm form;
    private final Wording wording;

    ConsentReader(PromptFiles prompts, ContactForm form, Wording wording) {
        JsonNode data = prompts.data("consent");
        this.byLanguage = data.properties().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> phrases(e.getValue())));
        this.form = form;
        this.wording = wording;
    }

    Reading read(AgentRequest request, String language) {
        boolean asked = wasAsked(request);
        Phrases phrases = Optional.ofNullable(byLanguage.get(language)).orElse(NONE);
        if ("true".equalsIgnoreCase(request.form().get(KEY))
                || request.form().isEmpty() && (agrees(request, phrases, asked) || changesMind(request, phrases))) {
            return given(form.consentVersion(language), request.now().toInstant(), true);
        }
        if (request.form().isEmpty() && refuses(request, phrases, asked)) {
            return new Reading(Consent.REFUSED, Optional.empty(), Optional.of(REFUSED));
        }
        return kept(request.remembered().get(KEY), asked);
    }

    /** Whoever has just said no and changes their mind says so in clear words: a plain yes is not enough. */
    private boolean changesMind(AgentRequest request, Phrases phrases) {
        if (!REFUSED.equals(request.remembered().get(KEY))
                || request.transcript().size() < 2) {
            return false;
        }
        var before = request.transcript().get(request.transcript().size() - 2).answer();
        return asks(request, before)
                && sentences(request.text(), phrases).stream()
                        .filter(sentence -> !sentence.endsWith("?"))
                        .map(sentence -> " "
                                + sentence.replaceAll("[^\\p{L}\\p{N}']+", " ").strip() + " ")
                        .anyMatch(said ->
                                has(said, phrases.anyway()) && has(said, phrases.agree()) && !has(said, phrases.no()));
    }

    private static Reading kept(@org.jspecify.annotations.Nullable String value, boolean asked) {
        Reading open = new Reading(asked ? Consent.ASKED : Consent.NOT_ASKED, Optional.empty(), Optional.empty());
        if (value == null) {
            return open;
        }
        if (value.equals(REFUSED)) {
            return asked ? open : new Reading(Consent.REFUSED, Optional.empty(), Optional.empty());
        }
        String[] parts = value.split(" ");
        try {
            return given(parts[0], Instant.parse(parts[parts.length - 1]), false);
        } catch (DateTimeParseException notOurs) {
            return open;
        }
    }

    private static Reading given(String version, Instant at, boolean isNew) {
        return new Reading(
                Consent.GIVEN,
                Optional.of(new LeadCapture.Consent(version, at)),
                isNew ? Optional.of(version + " " + at) : Optional.empty());
    }

    private boolean wasAsked(AgentRequest request) {
        if (request.transcript().isEmpty()) {
            return false;
        }
        return asks(request, request.transcript().getLast().answer());
    }

    private boolean asks(AgentRequest request, String answer) {
        return request.tenant().languages().stream()
                .map(language -> wording.say(
                        "agent.consent.question",
                        language,
                        Map.of("company", request.tenant().name())))
                .anyMatch(answer::contains);
    }

    private static boolean agrees(AgentRequest request, Phrases phrases, boolean asked) {
        for (String sentence : sentences(request.text(), phrases)) {
            boolean question = sentence.endsWith("?");
            String said = " " + sentence.replaceAll("[^\\p{L}\\p{N}']+", " ").strip() + " ";
            if (question || has(said, phrases.no())) {
                continue;
            }
            if (asked && phrases.yes().stream().anyMatch(yes -> said.startsWith(" " + yes + " "))) {
                return !hasAnywhere(request, phrases, phrases.no());
            }
            if (has(said, phrases.agree()) && has(said, phrases.about())) {
                return true;
            }
        }
        return false;
    }

    private static boolean refuses(AgentRequest request, Phrases phrases, boolean asked) {
        return hasAnywhere(request, phrases, phrases.withdraw())
                || asked
                        && sentences(request.text(), phrases).stream()
                                .limit(1)
                                .map(s -> " "
                                        + s.replaceAll("[^\\p{L}\\p{N}']+", " ").strip() + " ")
                                .anyMatch(
                                        said -> phrases.no().stream().anyMatch(no -> said.startsWith(" " + no + " ")));
    }

    private static boolean hasAnywhere(AgentRequest request, Phrases phrases, List<String> wanted) {
        return sentences(request.text(), phrases).stream()
                .map(s -> " " + s.replaceAll("[^\\p{L}\\p{N}']+", " ").strip() + " ")
                .anyMatch(said -> has(said, wanted));
    }

    private static boolean has(String said, List<String> phrases) {
        return phrases.stream().anyMatch(phrase -> said.contains(" " + phrase + " "));
    }

    /** Lower case, without the phrases that only look like a no ("kein Problem"). */
    private static List<String> sentences(String text, Phrases phrases) {
        String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        for (String harmless : phrases.harmless()) {
            lower = lower.replace(harmless, "");
        }
        return List.of(lower.strip().split("(?<=[.!?])\\s+"));
    }

    private static Phrases phrases(JsonNode data) {
        return new Phrases(
                list(data, "yes"),
                list(data, "no"),
                list(data, "harmless"),
                list(data, "agree"),
                list(data, "about"),
                list(data, "anyway"),
                list(data, "withdraw"));
    }

    private static List<String> list(JsonNode data, String name) {
        List<String> phrases = new ArrayList<>();
        data.path(name).forEach(phrase -> phrases.add(phrase.asString()));
        return List.copyOf(phrases);
    }
}
