package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.customers.AboutMe.Group;
import app.henk.customers.ProfileFact;
import app.henk.platform.DayFormats;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Everything that is known of a person, to be looked at, corrected and forgotten. */
@Component
class ProfileCard {

    private static final String CONSENTS = "consents";

    private final Wording wording;

    ProfileCard(Wording wording) {
        this.wording = wording;
    }

    /** @param notMine whether a conversation of the account may be another person's */
    Card of(List<Group> groups, boolean notMine, String language) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("id", "profile");
        content.put("title", wording.say("customers.profile.title", language));
        content.put("fallback", inWords(groups, language));
        content.put("cancel", say("cancel", language));
        content.put(
                "groups", groups.stream().map(group -> group(group, language)).toList());
        content.put("actions", actions(groups, notMine, language));
        return new Card(Ids.next().toString(), "profile", content);
    }

    /** For the model: what a person sees, without what draws it. */
    static List<Map<String, String>> plain(List<Group> groups) {
        return groups.stream()
                .flatMap(group -> group.facts().stream())
                .map(ProfileCard::plain)
                .toList();
    }

    static Map<String, String> plain(ProfileFact fact) {
        return Map.of(
                "key", fact.key(),
                "label", fact.label(),
                "value", fact.value(),
                "source", fact.source(),
                "date", fact.date().toString());
    }

    private Map<String, Object> group(Group group, String language) {
        return Map.of(
                "title",
                group.title(),
                "facts",
                group.facts().stream().map(fact -> fact(fact, language)).toList());
    }

    private Map<String, Object> fact(ProfileFact fact, String language) {
        Map<String, Object> shown = new LinkedHashMap<>(plain(fact));
        if (fact.correctable()) {
            shown.put("change", Map.of("label", say("change", language)));
        }
        if (fact.forgettable()) {
            shown.put(
                    "forget",
                    Map.of(
                            "label",
                            say("forget", language),
                            "confirm",
                            say("forget_ask", fact, language),
                            "say",
                            say("say", fact, language)));
        }
        return shown;
    }

    /** What the law gives a person besides; said by the button as a person would say it. */
    private List<Map<String, String>> actions(List<Group> groups, boolean notMine, String language) {
        List<Map<String, String>> actions = new ArrayList<>();
        actions.add(action("copy", language));
        if (groups.stream().anyMatch(group -> group.section().equals(CONSENTS))) {
            Map<String, String> withdraw = new LinkedHashMap<>(action("withdraw", language));
            withdraw.put("confirm", say("action.withdraw.confirm", language));
            actions.add(withdraw);
        }
        if (notMine) {
            actions.add(action(NotMine.FIELD, language));
        }
        actions.add(action("erase", language));
        return List.copyOf(actions);
    }

    private Map<String, String> action(String id, String language) {
        return Map.of(
                "id",
                id,
                "label",
                say("action." + id + ".label", language),
                "say",
                say("action." + id + ".say", language));
    }

    private String say(String key, String language) {
        return wording.say("customers.profile." + key, language);
    }

    private String say(String key, ProfileFact fact, String language) {
        return wording.say("customers.profile." + key, language, Map.of("label", fact.label(), "value", fact.value()));
    }

    private static String inWords(List<Group> groups, String language) {
        DateTimeFormatter days = DayFormats.of(FormatStyle.LONG, Locale.of(language));
        return groups.stream()
                .map(group -> group.title() + ": "
                        + group.facts().stream()
                                .map(fact -> fact.label() + " " + fact.value() + " (" + fact.source() + ", "
                                        + days.format(fact.date()) + ")")
                                .collect(Collectors.joining("; ")))
                .collect(Collectors.joining("\n"));
    }
}
