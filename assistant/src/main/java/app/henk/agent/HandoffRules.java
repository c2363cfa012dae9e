package app.henk.agent;

import app.henk.agent.ConversationDesk.Cause;
import app.henk.agent.prompt.PromptFiles;
import app.henk.identity.Tenant;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * When a conversation needs a person whatever the assistant thinks: by the tenant's rules, from the person's own words
 * and from what tools were asked. A model can call a person as well, but it cannot keep one away.
 */
@Component
class HandoffRules {

    /** What a language says of complaints and of numbers of people; each pattern's first group is the number. */
    private record Words(List<Pattern> complaint, List<Pattern> people, Map<String, Integer> numbers) {

        static final Words NONE = new Words(List.of(), List.of(), Map.of());

        static Words of(JsonNode data) {
            Map<String, Integer> numbers = new HashMap<>();
            data.path("numbers")
                    .properties()
                    .forEach(n -> numbers.put(n.getKey(), n.getValue().asInt()));
            return new Words(patterns(data.path("complaint")), patterns(data.path("people")), numbers);
        }

        private static List<Pattern> patterns(JsonNode list) {
            return list.valueStream()
                    .map(pattern ->
                            Pattern.compile(pattern.asString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                    .toList();
        }

        boolean complains(String text) {
            return complaint.stream().anyMatch(pattern -> pattern.matcher(text).find());
        }

        Stream<Integer> people(String text) {
            return people.stream()
                    .flatMap(pattern -> pattern.matcher(text).results())
                    .map(found -> number(found.group(1)))
                    .flatMap(Optional::stream);
        }

        private Optional<Integer> number(String said) {
            Matcher digits = Pattern.compile("\\d{1,4}").matcher(said);
            return digits.matches()
                    ? Optional.of(Integer.parseInt(said))
                    : Optional.ofNullable(numbers.get(said.toLowerCase(Locale.ROOT)));
        }
    }

    private final Map<String, Words> byLanguage = new HashMap<>();

    HandoffRules(PromptFiles prompts) {
        prompts.data("handoff")
                .properties()
                .forEach(language -> byLanguage.put(language.getKey(), Words.of(language.getValue())));
    }

    /** The first rule that this turn breaks; none when a person was called already. */
    Optional<Cause> broken(Turn turn) {
        boolean called = turn.request.helpers().waiting()
                || turn.context().speaker() == TurnContext.Speaker.STAFF
                || turn.steps().stream().anyMatch(step -> step.did("request_person", "noted"));
        return called ? Optional.empty() : broken(turn.context().tenant().handoff(), turn);
    }

    private Optional<Cause> broken(Tenant.Handoff rules, Turn turn) {
        Words words = byLanguage.getOrDefault(turn.language(), Words.NONE);
        String text = turn.request.text();
        if (rules.complaint() && words.complains(text)) {
            return Optional.of(Cause.COMPLAINT);
        }
        Stream<Integer> sizes = Stream.concat(
                words.people(text), numbers(turn, "start_group", "size").map(BigDecimal::intValue));
        if (rules.groupOver().isPresent()
                && sizes.anyMatch(size -> size > rules.groupOver().get())) {
            return Optional.of(Cause.GROUP);
        }
        boolean dear = rules.valueOver().isPresent()
                && numbers(turn, "capture_lead", "budget")
                        .anyMatch(budget -> budget.compareTo(rules.valueOver().get()) > 0);
        return dear ? Optional.of(Cause.VALUE) : Optional.empty();
    }

    private static Stream<BigDecimal> numbers(Turn turn, String tool, String argument) {
        return turn.steps().stream()
                .filter(step -> step.tool().equals(tool))
                .map(step -> step.argument(argument))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue);
    }
}
