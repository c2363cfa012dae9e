package app.henk.agent.offline.staff;

import app.henk.agent.offline.Dates;
import app.henk.agent.offline.Span;
import app.henk.agent.offline.When;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Names.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a clause speaks of: records by name, places in a list, and whatever else is left of it. */
final class Mentions {

    private static final Pattern QUOTED =
            Pattern.compile("(?<![\\p{L}\\d])[\"“„»«”']([^\"“”„»«]{2,80})[\"“”»«'](?![\\p{L}\\d])");

    private final Clause clause;

    Mentions(Clause clause) {
        this.clause = clause;
    }

    /** Whether a record is named, and not only described. */
    boolean namesSomething() {
        return runs().stream()
                .anyMatch(run -> clause.looksLikeName(run)
                        || clause.names().stream()
                                .anyMatch(name -> name.field().equals("company")
                                        && name.from() >= run.from()
                                        && name.to() <= run.to()));
    }

    /** The records that are spoken of, as they were written; in quotation marks or whatever is left over. */
    List<String> records() {
        Matcher quoted = QUOTED.matcher(clause.raw(0, clause.size()));
        if (quoted.find()) {
            return List.of(quoted.group(1).strip());
        }
        return spoken().stream().map(run -> clause.raw(run.from(), run.to())).toList();
    }

    /** "Markier ihn …": a word in front of everything, without a capital, is what is to be done and no name. */
    List<Hit> spoken() {
        List<Hit> runs = runs();
        boolean verb = !runs.isEmpty()
                && runs.getFirst().from() == 0
                && runs.getFirst().length() == 1
                && (runs.size() > 1 || reference().isPresent())
                && !clause.isMark(1, ",")
                && !clause.tokens.getFirst().isCapitalised()
                && clause.names().stream().noneMatch(name -> name.from() == 0);
        return verb ? runs.subList(1, runs.size()) : runs;
    }

    /** Left-over words that stand together; beside a name those with a capital alone. */
    List<Hit> runs() {
        return runs(true);
    }

    /** With the small words beside a name: "Smithson tuxedo". */
    List<Hit> whole() {
        return runs(false);
    }

    private List<Hit> runs(boolean trimmed) {
        List<Hit> runs = allRuns(trimmed);
        if (runs.isEmpty()) {
            return runs;
        }
        // "gib ihn Jonas, ich bin nächste Woche weg"
        List<Span<When>> days = new Dates(clause.tongue.words(), clause.tongue.today()).find(clause.tokens);
        return runs.stream()
                .filter(run -> days.stream()
                        .noneMatch(
                                day -> day.to() - day.from() > 1 && day.from() <= run.from() && day.to() >= run.to()))
                .toList();
    }

    private List<Hit> allRuns(boolean trimmed) {
        // "Lead" is what a record is, though a pipeline may begin with a stage of that name
        List<Named> names = clause.names().stream()
                .filter(name -> !name.field().equals("stage")
                        || clause.at("kind", name.from()).isEmpty())
                .toList();
        List<Hit> runs = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= clause.size(); i++) {
            int at = i;
            Optional<Named> name =
                    names.stream().filter(named -> named.from() == at).findFirst();
            boolean says = i < clause.size() && (name.isPresent() || within(names, i) || carries(i));
            boolean starts = name.isPresent() && from >= 0;
            if (from >= 0 && (!says || starts)) {
                runs.add(trimmed ? trimmed(from, i, names) : new Hit("", from, i));
                from = -1;
            }
            if (says && from < 0) {
                from = i;
            }
        }
        return runs;
    }

    /** "Weber anzurufen" names Weber: beside a word with a capital a small one is none of the name. */
    private Hit trimmed(int from, int to, List<Named> names) {
        int first = from;
        int last = to;
        boolean capitals =
                IntStream.range(from, to).anyMatch(i -> clause.tokens.get(i).isCapitalised() || within(names, i));
        while (capitals && first < last && !isNameLike(first, names)) {
            first++;
        }
        while (capitals && first < last && !isNameLike(last - 1, names)) {
            last--;
        }
        return new Hit("", first, last);
    }

    private boolean isNameLike(int i, List<Named> names) {
        return clause.tokens.get(i).isCapitalised() || within(names, i);
    }

    private static boolean within(List<Named> names, int i) {
        return names.stream().anyMatch(named -> named.from() <= i && named.to() > i);
    }

    private boolean carries(int i) {
        boolean inName = i > 0
                && clause.at("in_name", i).isPresent()
                && i + 1 < clause.size()
                && clause.tokens.get(i - 1).isCapitalised()
                && clause.tokens.get(i + 1).isCapitalised()
                && !clause.taken.get(i - 1);
        return !clause.taken.get(i)
                && !clause.tokens.get(i).isMark()
                && !refers(i)
                && clause.at("filler", i).isEmpty()
                && (clause.tokens.get(i).isCapitalised() || clause.at("more", i).isEmpty())
                && (inName
                        || !clause.isSmall(i)
                                && clause.at("kind", i).isEmpty()
                                && clause.at("title_words", i).isEmpty());
    }

    /** "Den zweiten" points at something and names nothing. */
    private boolean refers(int i) {
        return clause.all("reference").stream().anyMatch(hit -> hit.from() <= i && hit.to() > i);
    }

    /** Which of what was shown, where nothing is named: its number, {@code last}, {@code other} or {@code all}. */
    Optional<String> reference() {
        List<Hit> hits = clause.all("reference");
        return hits.stream()
                .filter(hit -> !hit.meaning().equals("last"))
                .findFirst()
                .or(() -> hits.stream().findFirst())
                .map(Hit::meaning);
    }

    /** What is left of a sentence, with its small words: the text of a note or a task. */
    String rest() {
        StringBuilder rest = new StringBuilder();
        int from = -1;
        for (int i = 0; i <= clause.size(); i++) {
            boolean free = i < clause.size() && !clause.taken.get(i);
            if (free && from < 0) {
                from = i;
            } else if (!free && from >= 0) {
                append(rest, from, i);
                from = -1;
            }
        }
        return rest.toString();
    }

    /** What is left from a place on, as it was said. */
    String from(int place) {
        StringJoiner said = new StringJoiner(" ");
        int start = -1;
        for (int i = place; i <= clause.size(); i++) {
            boolean free = i < clause.size() && !clause.taken.get(i);
            if (free && start < 0) {
                start = i;
            } else if (!free && start >= 0) {
                int end = i;
                while (end > start && clause.tokens.get(end - 1).isMark()) {
                    end--;
                }
                said.add(clause.raw(start, end));
                start = -1;
            }
        }
        return said.toString().strip();
    }

    /** "Bei Cancity nachfassen", "ihm die Muster schicken": what a verb at the end needs. */
    private boolean isKept(int at, int end) {
        int last = end - 1;
        while (last > at && clause.tokens.get(last).isMark()) {
            last--;
        }
        boolean verb = last > at + 1
                && !clause.tokens.get(last).isCapitalised()
                && clause.tokens.get(last).folded().endsWith("n");
        return verb
                && (clause.at("kept_lead", at).isPresent()
                        || clause.at("whom_it_is_for", at).isPresent()
                        || (at > 0 && clause.at("whom_it_is_for", at - 1).isPresent()));
    }

    private void append(StringBuilder rest, int from, int to) {
        int start = from;
        int end = to;
        while (start < end
                && (clause.tokens.get(start).isMark()
                        || (clause.at("lead_in", start).isPresent() && !isKept(start, end)))) {
            start++;
        }
        while (end > start
                && (clause.tokens.get(end - 1).isMark()
                        || clause.at("lead_out", end - 1).isPresent())) {
            end--;
        }
        boolean says = IntStream.range(start, end).anyMatch(i -> !clause.isSmall(i));
        if (says) {
            rest.append(rest.isEmpty() ? "" : " ").append(clause.raw(start, end));
        }
    }
}
