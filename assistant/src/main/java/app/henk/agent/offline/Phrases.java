package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands "(Hallo|Guten Tag), ich suche (einen|nen) Anzug" to the phrases that it stands for. */
final class Phrases {

    private static final Pattern CHOICE = Pattern.compile("\\(([^()]*)\\)");

    private Phrases() {}

    static List<String> expand(String pattern) {
        Matcher matcher = CHOICE.matcher(pattern);
        if (!matcher.find()) {
            return List.of(pattern.replaceAll("\\s+", " ").strip());
        }
        List<String> expanded = new ArrayList<>();
        for (String choice : matcher.group(1).split("\\|", -1)) {
            expanded.addAll(expand(pattern.substring(0, matcher.start()) + choice + pattern.substring(matcher.end())));
        }
        return expanded;
    }
}
