package app.henk.agent.tools.staff;

import app.henk.crm.Lead;
import app.henk.crm.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A lead as a card: the score and where each point of it comes from. */
@Component
class LeadCards {

    private final StaffWords words;

    LeadCards(StaffWords words) {
        this.words = words;
    }

    static String name(Lead lead) {
        String name = (lead.firstName() + " " + lead.lastName()).strip();
        return name.isEmpty() ? lead.company().or(lead::email).or(lead::phone).orElse("–") : name;
    }

    Map<String, Object> content(Lead lead, String language, List<Map<String, Object>> actions) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", name(lead));
        content.put("fallback", explained(lead, language));
        content.put("id", lead.id().toString());
        lead.company().ifPresent(company -> content.put("subtitle", company));
        content.put("score", lead.score().total());
        content.put("keyAccount", lead.score().keyAccount());
        content.put("status", words.word("option", lead.status(), language));
        content.put(
                "criteria",
                lead.score().lines().stream()
                        .map(line -> criterion(lead, line, language))
                        .toList());
        if (!lead.notes().isBlank()) {
            content.put("text", lead.notes());
        }
        content.put("fields", facts(lead, language));
        content.put("actions", actions);
        return content;
    }

    /** The score in words, point by point. */
    String explained(Lead lead, String language) {
        String points = lead.score().lines().stream()
                .map(line -> label(line, language) + " " + line.points())
                .collect(Collectors.joining(" + "));
        String say = words.say(
                "lead.explained",
                language,
                Map.of("name", name(lead), "score", lead.score().total(), "points", points));
        String missing = lead.score().lines().stream()
                .filter(Score.Line::missing)
                .map(line -> label(line, language))
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? say : say + " " + words.say("lead.missing", language, Map.of("missing", missing));
    }

    private Map<String, Object> criterion(Lead lead, Score.Line line, String language) {
        Map<String, Object> criterion = new LinkedHashMap<>();
        criterion.put("label", label(line, language));
        value(lead, line.criterion(), language).ifPresent(value -> criterion.put("value", value));
        criterion.put("points", line.points());
        criterion.put("of", line.max());
        criterion.put("missing", line.missing());
        return criterion;
    }

    private static String label(Score.Line line, String language) {
        return line.label().getOrDefault(language, line.criterion());
    }

    private Optional<String> value(Lead lead, String criterion, String language) {
        return switch (criterion) {
            case "budget" -> lead.budget().map(budget -> words.money(budget, lead.currency(), language));
            case "company_size" -> lead.companySize().map(String::valueOf);
            case "industry" -> lead.industry().map(word -> words.word("option", word, language));
            case "urgency" -> lead.urgency().map(word -> words.word("option", word, language));
            default -> Optional.empty();
        };
    }

    private List<Map<String, Object>> facts(Lead lead, String language) {
        List<Map<String, Object>> facts = new ArrayList<>();
        fact(facts, "email", lead.email(), language);
        fact(facts, "phone", lead.phone(), language);
        fact(facts, "source", Optional.of(lead.source()).filter(source -> !source.isBlank()), language);
        return facts;
    }

    private void fact(List<Map<String, Object>> facts, String name, Optional<String> value, String language) {
        value.ifPresent(known -> facts.add(Map.of("label", words.word("argument", name, language), "value", known)));
    }
}
