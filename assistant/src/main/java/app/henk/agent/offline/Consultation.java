package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How a tenant's consultation goes, as data.
 *
 * @param wording part of the key under which this trade's own sentences stand
 * @param first what must be known before anything is recommended, beside one fact more
 * @param asked slots in the order of their use to the search
 * @param kinds of concepts that say something about the wish; others only help to find answers
 * @param notFacts concepts of these kinds that say nothing all the same
 * @param arguments of the search, by kind of concept
 * @param standsFor concepts that the catalogue knows under another one's name
 * @param implies what else is said with a concept, so that nobody is asked for it
 * @param hasty days within which hardly anything is made: who needs it sooner is told at once what there is
 * @param seasons whether the season follows from the date where none was named
 * @param limits arguments of the search that follow from one concept
 * @param avoidedLimits the same for concepts that are not wanted
 * @param wordsOnly concepts that are no value of the catalogue and only order the result
 * @param named kinds of concepts that the search cannot filter by: what is recommended names them
 * @param remembered under which heading the first fact is remembered
 * @param documented kinds of concept whose price and ways only the documents know, not the goods
 * @param compared facts of a product that a comparison names
 * @param weak concepts that a message means only when it names nothing closer of their kind: "dark" beside "green"
 * @param inPassing concepts that people also speak of when they are no purpose: who travels a lot need not dress for it
 * @param excludes kinds of concept that the search can leave out
 * @param qualities kinds of concept that other things have as well, so that it matters of what they are said
 * @param elsewhere concepts of things that are not what is sold, whose qualities are no wish
 * @param degrees concepts of which there can be too much
 * @param leavesOut by a concept that is not wanted, what the search leaves out for it
 * @param without what a concept forbids
 * @param opposites what is not wanted by whoever wants a concept
 * @param covers values that the catalogue counts among another one, by that one
 * @param lining concepts that mean the lining of what is made
 * @param extras concepts that are added to what is made, at a price of their own
 */
record Consultation(
        String wording,
        String first,
        List<String> asked,
        List<String> kinds,
        List<String> notFacts,
        Map<String, String> arguments,
        Map<String, String> standsFor,
        Map<String, String> implies,
        int hasty,
        boolean seasons,
        Map<String, Map<String, Integer>> limits,
        Map<String, Map<String, Integer>> avoidedLimits,
        List<String> wordsOnly,
        List<String> named,
        String remembered,
        List<String> documented,
        List<String> compared,
        List<String> lining,
        List<String> extras,
        List<String> weak,
        List<String> inPassing,
        List<String> excludes,
        List<String> qualities,
        List<String> elsewhere,
        List<String> degrees,
        Map<String, List<String>> leavesOut,
        Map<String, List<String>> without,
        Map<String, String> opposites,
        Map<String, List<String>> covers) {

    static Consultation of(JsonNode root) {
        return new Consultation(
                root.path("wording").asString("general"),
                root.path("first").asString(""),
                list(root.path("asked")),
                list(root.path("kinds")),
                list(root.path("not_facts")),
                map(root.path("arguments")),
                map(root.path("stands_for")),
                map(root.path("implies")),
                root.path("hasty").asInt(0),
                root.path("season_from_date").asBoolean(false),
                limits(root.path("limits")),
                limits(root.path("avoided_limits")),
                list(root.path("words_only")),
                list(root.path("named")),
                root.path("remembered").asString("occasion"),
                list(root.path("documented")),
                list(root.path("compared")),
                list(root.path("lining")),
                list(root.path("extras")),
                list(root.path("weak")),
                list(root.path("in_passing")),
                list(root.path("excludes")),
                list(root.path("qualities")),
                list(root.path("elsewhere")),
                list(root.path("degrees")),
                lists(root.path("leaves_out")),
                lists(root.path("without")),
                map(root.path("opposites")),
                lists(root.path("covers")));
    }

    /** Whether this says something about the wish. The name of a kind ("colour.colour") is a word about it, not a value. */
    boolean isFact(String concept) {
        String kind = Change.kind(concept);
        return kinds.contains(kind) && !notFacts.contains(concept) && !concept.equals(kind + "." + kind);
    }

    /** Whether a concept is the value of a search argument, or only a word beside it. */
    boolean isLimit(String concept) {
        return arguments.containsKey(Change.kind(concept))
                && !wordsOnly.contains(concept)
                && !limits.containsKey(concept);
    }

    /** Whether it asks for the same however it is put: "knitterarm" and "soll nicht knittern". */
    boolean isSameDenied(String concept) {
        return limits.containsKey(concept) && limits.get(concept).equals(avoidedLimits.get(concept));
    }

    /** Whether only the documents know about it: a kind of concept or one of them. */
    boolean isDocumented(String concept) {
        return documented.contains(concept) || documented.contains(Change.kind(concept));
    }

    boolean isQuality(String concept) {
        return qualities.contains(Change.kind(concept));
    }

    boolean isExtra(String concept) {
        return lining.contains(concept) || extras.contains(concept);
    }

    /** The value by which the catalogue knows it. */
    String value(String concept) {
        String known = standsFor.getOrDefault(concept, concept);
        return known.substring(known.indexOf('.') + 1);
    }

    private static Map<String, Map<String, Integer>> limits(JsonNode node) {
        Map<String, Map<String, Integer>> limits = new LinkedHashMap<>();
        node.properties()
                .forEach(concept -> concept.getValue()
                        .properties()
                        .forEach(limit -> limits.computeIfAbsent(concept.getKey(), k -> new LinkedHashMap<>())
                                .put(limit.getKey(), limit.getValue().asInt())));
        return limits;
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString("")));
        return map;
    }

    private static Map<String, List<String>> lists(JsonNode node) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        node.properties().forEach(entry -> lists.put(entry.getKey(), list(entry.getValue())));
        return lists;
    }

    private static List<String> list(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.asString("")));
        return values;
    }
}
