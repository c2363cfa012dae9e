package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what kind of record a question is about: deals, unless it says otherwise. */
final class QuestionSubject {

    /** Figures that deals alone have. */
    private static final Set<String> OF_DEALS =
            Set.of("win_rate", "conversion", "cycle_time", "days_in_stage", "weighted", "weighted|status = open");

    /** What companies have that may be counted. */
    private static final Set<String> OF_COMPANIES = Set.of("country", "sector");

    private static final String STATUS = "\\|status = ";

    private final Clause clause;
    private final Draft draft;
    private final Optional<Query> base;
    private boolean asksForAll;

    /** @param base the question that may go on */
    QuestionSubject(Clause clause, Draft draft, Optional<Query> base) {
        this.clause = clause;
        this.draft = draft;
        this.base = base;
    }

    /** "Was ist fällig?", "alle Deals": asks for the records themselves. */
    boolean asksForAll() {
        return asksForAll;
    }

    /** @param follows whether what was asked before goes on: then the kind stays where none is named */
    void read(boolean follows) {
        List<Hit> entities = clause.all("entity").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, "measure", "dimension", "number_field"))
                // "und je Kunde?" is still about what was listed
                .filter(hit -> !follows || clause.before("by", hit.from()).isEmpty())
                .toList();
        if (differentOnes(follows)) {
            return;
        }
        Optional<Hit> deals = entities.stream()
                .filter(hit -> hit.meaning().startsWith("deals"))
                .findFirst();
        boolean ofDeals = clause.has("measure_of_deals")
                || clause.all("measure").stream().anyMatch(hit -> OF_DEALS.contains(hit.meaning()))
                || clause.all("measure").stream().anyMatch(hit -> hit.meaning().contains("|status"))
                || ((clause.has("status")
                                || clause.has("sold")
                                || clause.has("most_sold")
                                || clause.has("most_revenue"))
                        && clause.all("lead_words").isEmpty());
        ofDeals |= ranksBuyers() || clause.has("best") || measuresDeals();
        boolean sold = ofDeals;
        Optional<Hit> chosen = deals.or(() -> entities.stream()
                .filter(hit -> !sold || clause.at("dimension", hit.from()).isEmpty())
                .findFirst());
        String meaning = chosen.map(Hit::meaning)
                .orElseGet(() -> follows
                        ? base.orElseThrow().entity().key()
                        : clause.has("lead_words") ? "leads" : clause.has("company_words") ? "organisations" : "deals");
        String[] parts = meaning.split("\\|");
        draft.entity = parts[0];
        if (parts.length > 1) {
            String[] condition = parts[1].split(" = ");
            boolean said = condition[0].equals("status")
                    && clause.all("status").stream()
                            .anyMatch(hit -> hit.from() != chosen.orElseThrow().from());
            if (!said) {
                draft.value(
                        condition[0],
                        condition[0].equals("stage") ? Conditions.stage(clause.tongue, condition[1]) : condition[1],
                        false);
            }
        }
        chosen.ifPresent(clause::take);
        boolean pipeline = entities.stream().anyMatch(hit -> hit.meaning().equals("deals|status = open"));
        if (pipeline && draft.entity.equals("deals") && !draft.limits("status") && !clause.has("status")) {
            // "wie viele Deals sind in der Pipeline?"
            draft.value("status", "open", false);
        }
        // "was ist fällig?" asks for the deals themselves
        asksForAll = chosen.isPresent() || clause.has("date_field") || clause.has("overdue");
        // "wins and losses"
        entities.stream()
                .filter(hit -> clause.isFree(hit) && draft.entity.equals("deals") && parts.length > 1)
                .map(hit -> hit.meaning().split(STATUS))
                .filter(other -> other.length > 1 && parts[1].startsWith("status"))
                .forEach(other -> draft.value("status", other[1], false));
        entities.stream()
                .filter(hit -> clause.isFree(hit)
                        && hit.meaning().startsWith(draft.entity)
                        && clause.at("dimension", hit.from()).isEmpty())
                .forEach(clause::take);
    }

    /** "The average deal for software companies": the figure says of what it is. */
    private boolean measuresDeals() {
        return clause.all("measure").stream()
                .anyMatch(figure -> clause.everywhere("entity").stream()
                        .anyMatch(noun -> noun.meaning().startsWith("deals")
                                && noun.length() < figure.length()
                                && noun.from() >= figure.from()
                                && noun.to() <= figure.to()));
    }

    /** "Unsere besten Kunden" are those who buy the most, unless their size is said. */
    private boolean ranksBuyers() {
        boolean ranked = clause.has("top")
                || clause.has("most_revenue")
                || clause.all("most").stream().anyMatch(hit -> !clause.isPartOfLonger(hit, "direction"));
        boolean size = clause.all("number_field").stream()
                .anyMatch(hit -> hit.meaning().equals("employees"));
        // "die meisten Kunden" counts them
        boolean counted = clause.all("many").stream()
                .anyMatch(hit -> clause.at("buyer", hit.to()).isPresent());
        return ranked && clause.has("buyer") && !size && !counted;
    }

    /** "Wie viele Kunden haben gekauft?", "wie viele Verkäufer haben gewonnen?": of the deals' own ones each once. */
    private boolean differentOnes(boolean follows) {
        boolean deals = clause.has("sold") || clause.has("status");
        // "in wie vielen Ländern sitzen die?"
        boolean companies = follows && base.orElseThrow().entity().key().equals("organisations");
        for (Hit count : deals || companies || clause.has("different") ? clause.all("measure") : List.<Hit>of()) {
            Optional<Hit> different = clause.at("different", count.to());
            // "wie viele Kunden haben wir gewonnen" is about new ones, which nobody knows
            Optional<Hit> behind =
                    clause.at("dimension", count.to()).flatMap(noun -> clause.at("different", noun.to()));
            different = different.or(() -> behind);
            Optional<Hit> what = clause.at(
                            "dimension",
                            behind.isPresent()
                                    ? count.to()
                                    : different.map(Hit::to).orElse(count.to()))
                    .filter(hit -> clause.has("different")
                            || (deals && hit.meaning().equals("assignee"))
                            || (companies && OF_COMPANIES.contains(hit.meaning()))
                            || (hit.meaning().equals("company") && clause.has("sold")));
            if (count.meaning().equals("count") && what.isPresent()) {
                draft.entity = companies || ofCompanies(what.get()) ? "organisations" : "deals";
                draft.measure("distinct(" + what.get().meaning() + ")");
                clause.take(count);
                different.ifPresent(clause::take);
                clause.take(what.get());
                asksForAll = true;
                // nothing but what they did: the word for it asks for no sum
                clause.all("sold").forEach(hit -> {
                    clause.take(hit);
                    draft.value("status", "won", false);
                });
                return true;
            }
        }
        return false;
    }

    /** "In wie vielen Ländern sitzen unsere Kunden?": of the companies, whether they have deals or not. */
    private boolean ofCompanies(Hit counted) {
        boolean named = clause.all("entity").stream()
                .anyMatch(hit -> hit.from() != counted.from() && hit.meaning().equals("organisations"));
        boolean taken = OF_COMPANIES.contains(counted.meaning()) && named;
        if (taken) {
            clause.all("entity").forEach(clause::take);
        }
        return taken;
    }
}
