package app.henk.agent.tools.staff;

import app.henk.crm.Activity;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What happened, as a card and for a model. */
@Component
class HistoryCards {

    private static final int SHOWN = 20;
    private static final int TOLD = 8;
    private static final int LONGEST = 300;

    private final StaffWords words;

    HistoryCards(StaffWords words) {
        this.words = words;
    }

    Map<String, Object> content(List<Activity> activities, String language) {
        List<Map<String, Object>> items = activities.stream()
                .limit(SHOWN)
                .map(activity -> item(activity, language))
                .toList();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("deal.history", language));
        content.put(
                "fallback",
                items.stream()
                        .map(item ->
                                words.day(
                                                LocalDate.parse(String.valueOf(item.get("at"))
                                                        .substring(0, 10)),
                                                language) + " " + item.get("title"))
                        .collect(Collectors.joining("\n")));
        content.put("items", items);
        return content;
    }

    List<Map<String, Object>> facts(List<Activity> activities) {
        return activities.stream().limit(TOLD).map(HistoryCards::fact).toList();
    }

    boolean isFromOutside(List<Activity> activities) {
        return activities.stream().limit(TOLD).anyMatch(Activity::tainted);
    }

    private static Map<String, Object> fact(Activity activity) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("at", activity.at().toString());
        fact.put("type", activity.type());
        fact.put("subject", activity.subject());
        if (!activity.body().isBlank()) {
            fact.put("text", cut(activity.body()));
        }
        return fact;
    }

    private Map<String, Object> item(Activity activity, String language) {
        Map<String, Object> item = new LinkedHashMap<>();
        String kind = words.word("option", activity.type(), language);
        item.put("at", activity.at().toString());
        item.put("kind", activity.type());
        item.put("title", kind.equals(activity.subject()) ? kind : kind + ": " + activity.subject());
        if (!activity.body().isBlank()) {
            item.put("text", cut(activity.body()));
        }
        return item;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
