package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;

/** Tells what a no is about. */
final class Negations {

    private static final int FARTHEST_NO = 7;
    private static final List<String> ABOUT_COMPANIES = List.of("company", "country", "sector");
    /** What a no in front of it is about. */
    private static final List<String> MEANT_BY_NO = List.of(
            "status",
            "stage",
            "light",
            "overdue",
            "key_account",
            "lead_status",
            "value.sector",
            "value.country",
            "value.team",
            "value.source",
            "lasting",
            "operator",
            "date_field");

    private final Clause clause;

    Negations(Clause clause) {
        this.clause = clause;
    }

    /** Whether a no stands before it, with small words in between; in a list of one field's values it holds for each. */
    boolean before(String field, int from) {
        for (int end = from; end > Math.max(0, from - FARTHEST_NO); end--) {
            Optional<Hit> no = clause.tongue.lexicon().before("negation", clause.tokens, end);
            if (no.isPresent()) {
                boolean own = !isOfVerb(no.get(), from)
                        && !clause.isPartOfLonger(no.get(), "never_contacted", "operator")
                        && !(lasts() && clause.isPartOfLonger(no.get(), "lasting"));
                if (own) {
                    clause.take(no.get());
                }
                return own;
            }
            if (!passes(field, end - 1)) {
                return false;
            }
        }
        return false;
    }

    /** "Didn't Anna win": about what she did and not about her. */
    private boolean isOfVerb(Hit no, int from) {
        return no.to() == from
                && no.length() == 1
                && clause.tongue
                        .lexicon()
                        .before("did", clause.tokens, no.from())
                        .isPresent();
    }

    /** "Nicht kontaktiert" tells of a silence only where days are said. */
    private boolean lasts() {
        return new Quantities(clause).all().stream().anyMatch(quantity -> quantity.unit() == Quantities.Unit.DAYS);
    }

    /** Whether a no reaches over a word: "nicht die Deals von …", "ohne Kunden in …"; not over what it may be about itself. */
    private boolean passes(String field, int i) {
        boolean ofCompanies = ABOUT_COMPANIES.contains(field);
        boolean kind = clause.at("entity", i)
                .map(Hit::meaning)
                .filter(meaning -> meaning.startsWith("deals") || (meaning.equals("organisations") && ofCompanies))
                .isPresent();
        boolean noun = clause.at("dimension", i)
                .map(Hit::meaning)
                .filter(meaning -> meaning.equals(field) || (meaning.equals("team") && field.equals("manager")))
                .isPresent();
        // "außer Einzelhandel (retail)" says one value twice
        boolean sameValue = clause.isAnyway("value." + field, i);
        return clause.isSmall(i) || clause.fieldAt(i).filter(field::equals).isPresent() || kind || noun || sameValue;
    }

    /** "Retail ausgenommen", "die Anna nicht gehören": a no behind it that is about nothing further on. */
    boolean behind(int to) {
        Optional<Hit> no = clause.at("negated_behind", to);
        boolean further = no.isPresent() && saysMore(no.get().to());
        if (further) {
            return false;
        }
        no.ifPresent(clause::take);
        return no.isPresent();
    }

    private boolean saysMore(int from) {
        for (int i = from; i < clause.size(); i++) {
            int at = i;
            boolean value = MEANT_BY_NO.stream()
                            .anyMatch(section -> clause.at(section, at).isPresent())
                    || clause.names().stream().anyMatch(name -> name.from() == at);
            if (value) {
                return true;
            }
        }
        return false;
    }
}
