package app.henk.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The questions that a passage answers as they stand beside it: texts by language. */
final class AskedJson {

    private static final TypeReference<Map<String, List<String>>> BY_LANGUAGE = new TypeReference<>() {};

    private AskedJson() {}

    static String write(List<Section.Asked> asked) {
        Map<String, List<String>> byLanguage = new LinkedHashMap<>();
        asked.forEach(one -> byLanguage
                .computeIfAbsent(one.language().code(), code -> new ArrayList<>())
                .add(one.text()));
        return JsonMapper.shared().writeValueAsString(byLanguage);
    }

    static List<Section.Asked> read(String json) {
        return JsonMapper.shared().readValue(json, BY_LANGUAGE).entrySet().stream()
                .flatMap(one -> one.getValue().stream().map(text -> new Section.Asked(Language.of(one.getKey()), text)))
                .toList();
    }
}
