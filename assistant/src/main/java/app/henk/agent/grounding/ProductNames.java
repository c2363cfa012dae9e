package app.henk.agent.grounding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** The names of what a tenant sells, found by their first word. */
public final class ProductNames {

    public static final ProductNames NONE = new ProductNames(List.of());

    private final TreeMap<String, List<String>> byFirstWord = new TreeMap<>();
    private final Set<String> all;

    public ProductNames(Collection<String> names) {
        this.all = Set.copyOf(names);
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT).strip();
            int end = FigureScanner.endOfWord(lower, 0);
            if (end > 1) {
                byFirstWord
                        .computeIfAbsent(lower.substring(0, end), w -> new ArrayList<>())
                        .add(lower);
            }
        }
        // the longest first: "Ridge 600" must not pass for "Ridge 600 CNC Router"
        byFirstWord.values().forEach(sameStart -> sameStart.sort((a, b) -> b.length() - a.length()));
    }

    /** As the catalogue writes them. */
    public Set<String> all() {
        return all;
    }

    boolean mayBegin(String letters) {
        String next = byFirstWord.ceilingKey(letters);
        return next != null && next.startsWith(letters);
    }

    List<String> beginningWith(String word) {
        return byFirstWord.getOrDefault(word, List.of());
    }
}
