package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import app.henk.promises.Promise;
import app.henk.promises.PromiseWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Promises as a table: what, by when, how it stands. */
@Component
public class PromiseCards {

    private final PromiseWords words;
    private final Wording wording;

    PromiseCards(PromiseWords words, Wording wording) {
        this.words = words;
        this.wording = wording;
    }

    /** For whom they were made to. */
    Card own(List<Promise> promises, String language) {
        return table("own", promises, language, false);
    }

    /** For those who keep them. */
    public Card all(List<Promise> promises, String language) {
        return table("all", promises, language, true);
    }

    public Map<String, Object> facts(Promise promise, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("promise", promise.id().toString());
        facts.put("what", words.what(promise, language));
        facts.put("due", promise.due().toString());
        facts.put("day", words.day(promise.due(), language));
        facts.put("state", words.state(promise, language));
        return facts;
    }

    private Card table(String title, List<Promise> promises, String language, boolean withNames) {
        List<Map<String, String>> columns = new ArrayList<>();
        columns.add(column("what", language));
        columns.add(column("due", language));
        if (withNames) {
            columns.add(column("who", language));
        }
        columns.add(column("state", language));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", wording.say("promises.card." + title, language));
        content.put("fallback", fallback(promises, language));
        content.put("columns", columns);
        content.put(
                "rows", promises.stream().map(promise -> row(promise, language)).toList());
        return new Card(Ids.next().toString(), "table", content);
    }

    private Map<String, String> column(String key, String language) {
        String title = wording.say("promises.card." + key, language);
        return key.equals("due")
                ? Map.of("key", key, "title", title, "type", "date")
                : Map.of("key", key, "title", title);
    }

    private Map<String, String> row(Promise promise, String language) {
        return Map.of(
                "id", promise.id().toString(),
                "what", words.what(promise, language),
                "due", promise.due().toString(),
                "who", promise.name(),
                "state", words.state(promise, language));
    }

    private String fallback(List<Promise> promises, String language) {
        return promises.isEmpty()
                ? wording.say("promises.card.none", language)
                : promises.stream()
                        .map(promise -> words.what(promise, language) + ", " + words.day(promise.due(), language))
                        .collect(Collectors.joining("\n"));
    }
}
