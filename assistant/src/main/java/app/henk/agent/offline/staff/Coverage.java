package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells which words of a question stand for something that its reading does not say. One is enough for the question not to
 * be answered: a figure that leaves a word out looks right and is wrong.
 */
final class Coverage {

    /** Words that change an answer wherever they stand, small as they are. */
    private static final List<String> WEIGHTY = List.of(
            "negation",
            "most",
            "newest",
            "most_sold",
            "more",
            "without",
            "percent_of",
            "how_much",
            "how_long",
            "when",
            "where",
            "pace",
            "oftener",
            "first_word",
            "together",
            "comparing_noun",
            "each_alone",
            "beyond");

    private static final List<String> COMPANIES = List.of("organisations", "company");

    private final Clause clause;
    private final Draft draft;

    Coverage(Clause clause, Draft draft) {
        this.clause = clause;
        this.draft = draft;
    }

    /** As they were written, in order. */
    List<String> unknown() {
        List<String> unknown = new ArrayList<>(draft.unsure);
        for (int i = 0; i < clause.size(); i++) {
            boolean free = !clause.taken.get(i) && !clause.tokens.get(i).isMark();
            if (free && carries(i)) {
                unknown.add(clause.tokens.get(i).raw());
            }
        }
        return unknown;
    }

    private boolean carries(int i) {
        if (isWeighty(i) || isOrAcrossFields(i) || isForEachOfNothing(i) || isBoundToMean(i)) {
            return true;
        }
        return !clause.isSmall(i) && !isOrnament(i);
    }

    private boolean isWeighty(int i) {
        return WEIGHTY.stream().anyMatch(section -> clause.at(section, i).isPresent());
    }

    /** "Über dem Durchschnitt": a bound that is no number, and none that a condition can have. */
    private boolean isBoundToMean(int i) {
        Optional<Hit> operator = clause.at("operator", i);
        int next = operator.map(Hit::to).orElse(i);
        while (next < clause.size() && clause.isAnyway("article", next)) {
            next++;
        }
        return operator.isPresent() && clause.isAnyway("mean", next);
    }

    /** "Pro" and "nach" of what was not read; "gewonnen von Anna" has its name. */
    private boolean isForEachOfNothing(int i) {
        Optional<Hit> by = clause.at("by", i);
        int next = by.map(Hit::to).orElse(i);
        while (next < clause.size() && clause.isAnyway("article", next)) {
            next++;
        }
        return by.isPresent() && !isEver(i) && (next >= clause.size() || !clause.taken.get(next));
    }

    /** "Was Cancity je bei uns gekauft hat". */
    private boolean isEver(int i) {
        return clause.at("ever", i)
                .filter(hit -> hit.to() < clause.size()
                        && clause.isSmall(hit.to())
                        && clause.at("article", hit.to()).isEmpty())
                .isPresent();
    }

    /** "Rot oder gelb" lists values of one thing; what is either this or that otherwise is no list. */
    private boolean isOrAcrossFields(int i) {
        if (clause.at("or", i).isEmpty()) {
            return false;
        }
        Optional<String> left = Optional.empty();
        for (int at = i - 1; at >= 0 && left.isEmpty(); at--) {
            left = clause.fieldAt(at);
        }
        Optional<String> right = Optional.empty();
        for (int at = i + 1; at < clause.size() && right.isEmpty(); at++) {
            right = clause.fieldAt(at);
        }
        return left.isEmpty() || !left.equals(right);
    }

    /** Said beside a name, and saying no more than the name does: "die Firma Cancity", "unser Team Ost". */
    private boolean isOrnament(int i) {
        Optional<Hit> kind = clause.at("dimension", i).or(() -> clause.at("entity", i));
        boolean same = kind.filter(hit -> says(hit.meaning())).isPresent();
        boolean ledTeam = kind.filter(hit -> hit.meaning().equals("team")).isPresent() && draft.by.contains("manager");
        boolean sized =
                kind.filter(hit -> COMPANIES.contains(hit.meaning())).isPresent() && draft.speaksOf("employees");
        return (same && clause.isBesideName(i)) || sized || ledTeam || isFigureSaid(i) || isPlainOrnament(i);
    }

    private boolean isPlainOrnament(int i) {
        return clause.at("ornament", i).isPresent()
                && clause.at("number_field", i).isEmpty()
                && !isCountedStaff(i);
    }

    /** "Wie viele Leute haben gewonnen?" counts no deals. */
    private boolean isCountedStaff(int i) {
        return clause.isAnyway("staff_count", i)
                && clause.tongue
                        .lexicon()
                        .before("measure", clause.tokens, i)
                        .filter(hit -> hit.meaning().equals("count"))
                        .isPresent();
    }

    /** "Wert" where the question has said already what is to be known of it. */
    private boolean isFigureSaid(int i) {
        return clause.at("number_field", i)
                .filter(field -> draft.speaksOf(field.meaning()))
                .isPresent();
    }

    /** Whether a condition has said already what a word is about. */
    private boolean says(String meaning) {
        return draft.limits(meaning)
                || (meaning.equals("team") && draft.limits("manager"))
                || (COMPANIES.contains(meaning)
                        && (draft.limits("company") || draft.limits("sector") || draft.limits("country")));
    }
}
