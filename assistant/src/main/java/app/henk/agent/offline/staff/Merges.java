package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Missing;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.QuestionReader.Asked;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads which two records are one: "führ A und B zusammen", "merge A into B", "fusionne les deux affaires Cancity". */
final class Merges {

    static final String WITH = "merge_with";
    /** Of those that a question finds. */
    static final String SECOND = "second";

    private static final int TWO = 2;
    private static final Set<String> MERGED = Set.of("deal", "contact", "organisation");

    private final Heard heard;
    private final Clause clause;

    Merges(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    Optional<Command> read() {
        if (groups() || !heard.take("merge")) {
            return Optional.empty();
        }
        clause.all("twins").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, "reference"))
                .forEach(clause::take);
        List<String> both = both();
        if (both.size() != TWO) {
            return Optional.of(new Missing("update_record", WITH));
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        kind().ifPresent(kind -> arguments.put("kind", kind));
        // the one that stays is named first
        arguments.put("which", both.getFirst());
        arguments.put(WITH, both.getLast());
        return Heard.call("update_record", arguments);
    }

    /** "Regroupe les affaires par secteur" makes no record of two. */
    private boolean groups() {
        return clause.all("by").stream()
                .anyMatch(by -> clause.at("dimension", by.to()).isPresent());
    }

    /** "Führ die beiden größten offenen Deals zusammen": which ones they are is a question to the data. */
    Optional<Command> firstTwo() {
        Optional<BitSet> order = CommandPatterns.find("merge", clause)
                .filter(found ->
                        clause.onlySmall(0, found.nextSetBit(0)) || clause.onlySmall(found.length(), clause.size()));
        if (order.isEmpty()) {
            return Optional.empty();
        }
        Clause rest = heard.anew("merge").clause();
        boolean ranked = List.of("most", "newest").stream().anyMatch(rest::has);
        List<Hit> twins = rest.all("twins");
        if (!ranked || twins.isEmpty() || !rest.has("entity")) {
            return Optional.empty();
        }
        twins.forEach(rest::take);
        Asked asked = new QuestionReader(rest, Optional.empty()).read();
        return FirstRecords.ranked(asked, TWO)
                .filter(which -> MERGED.contains(Kinds.of(which)))
                .map(which -> new Command.ForAll(
                        which, new Command.Call("update_record", Map.of("kind", Kinds.of(which), WITH, SECOND))))
                .map(Command.class::cast)
                .or(() -> Optional.of(new Command.Unclear(clause.raw(0, clause.size()), asked.unknown())));
    }

    private List<String> both() {
        Mentions mentions = heard.mentions();
        List<String> records = mentions.records();
        return switch (records.size()) {
            case 0 -> shown();
            case 1 -> beside(records.getFirst(), mentions);
            case TWO -> isInto(mentions) ? records.reversed() : records;
            default -> List.of();
        };
    }

    /** "Merge A into B": B stays. */
    private boolean isInto(Mentions mentions) {
        List<Hit> runs = mentions.spoken();
        return runs.size() == TWO
                && IntStream.range(runs.getFirst().to(), runs.getLast().from())
                        .anyMatch(i -> clause.isAnyway("merged_into", i));
    }

    /** One name: both have it, or the other one was shown. */
    private List<String> beside(String name, Mentions mentions) {
        if (!clause.everywhere("twins").isEmpty()
                || !clause.everywhere("plural_entity").isEmpty()) {
            return List.of(name, name);
        }
        Optional<Hit> pointing = clause.all("reference").stream()
                .filter(hit -> clause.at("article", hit.from()).isEmpty() || hit.length() > 1)
                .findFirst();
        if (pointing.isEmpty() || !heard.situation().hasShown()) {
            return List.of();
        }
        String shown = heard.pointed().orElse(Heard.LAST);
        int named = mentions.runs().getFirst().from();
        int pointed = pointing.get().from();
        List<String> said = named < pointed ? List.of(name, shown) : List.of(shown, name);
        boolean into = IntStream.range(Math.min(named, pointed), Math.max(named, pointed))
                .anyMatch(i -> clause.isAnyway("merged_into", i));
        return into ? said.reversed() : said;
    }

    /** Two places of what was shown, or all of it where that is two. */
    private List<String> shown() {
        List<String> places = heard.pointed().map(Merges::places).orElse(List.of());
        if (places.size() == TWO) {
            return places;
        }
        List<Situation.Item> asked = heard.situation().options();
        if (heard.situation().list().size() == TWO && asked.isEmpty()) {
            return List.of("1", "2");
        }
        return asked.size() == TWO ? asked.stream().map(Situation.Item::id).toList() : List.of();
    }

    private static List<String> places(String pointed) {
        return List.of(pointed.split(", "));
    }

    /** Empty where nothing tells. */
    private Optional<String> kind() {
        boolean companies = heard.mentions().runs().stream()
                .anyMatch(run -> clause.at("company_form", run.to() - 1).isPresent());
        return heard.kind()
                .or(() -> companies ? Optional.of("organisation") : Optional.empty())
                .or(() -> heard.mentions().records().isEmpty()
                        ? heard.situation().list().stream()
                                .map(Situation.Item::kind)
                                .findFirst()
                        : Optional.empty());
    }
}
