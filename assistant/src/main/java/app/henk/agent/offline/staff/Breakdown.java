package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads for each of what a question wants its figure: "pro Branche", "welcher Verkäufer". */
final class Breakdown {

    static final Set<String> SELLERS = Set.of("assignee", "team", "manager");
    /** Fields of which "who" may be a value. */
    private static final Set<String> WHO = Set.of("assignee", "team", "manager", "company");

    private static final String COUNT = "count";

    private final Clause clause;
    private final Draft draft;
    private final Ranking ranking;
    private boolean asksWhich;

    Breakdown(Clause clause, Draft draft, Ranking ranking) {
        this.clause = clause;
        this.draft = draft;
        this.ranking = ranking;
    }

    /** Whether it asks which ones, not how much for each. */
    boolean asksWhich() {
        return asksWhich;
    }

    /** "Pro Branche", "je Monat", "welcher Verkäufer". */
    void groups() {
        repeated();
        for (Hit by : clause.all("by")) {
            int at = by.to();
            while (at < clause.size() && clause.at("article", at).isPresent()) {
                at++;
            }
            Optional<Hit> what = clause.at("dimension", at);
            if (what.filter(hit -> clause.isJoinedToName(hit.from())).isPresent()) {
                // "gagnées par l'équipe de Celia"
                clause.take(by);
                what.ifPresent(clause::take);
            } else if (what.isPresent()) {
                group(what.get());
                clause.take(by);
                second(what.get());
            } else {
                orderBy(by, at);
            }
        }
        places();
        for (Hit which : clause.all("which")) {
            Optional<Hit> what = clause.at("dimension", which.to());
            if (what.isPresent() && !isEntity(what.get())) {
                which(which);
                group(what.get());
            }
        }
        clause.first("whom")
                .filter(whom -> !clause.everywhere("sold").isEmpty())
                .ifPresent(whom -> {
                    // "an wen haben wir verkauft?" asks for those who bought
                    draft.group("company");
                    which(whom);
                });
        clause.first("who").filter(who -> !isRelative(who)).ifPresent(who -> {
            if (draft.by.isEmpty()) {
                draft.group(whoIsMeant(who));
            }
            which(who);
        });
        whatIsSold();
        for (Hit each : clause.all("each")) {
            draft.dimension(clause, each.meaning());
            clause.take(each);
        }
        trend();
    }

    /** "Cancity gegen Isdom: wer hat mehr gekauft?" asks for one of those that are named, else for one who sells. */
    private String whoIsMeant(Hit who) {
        List<String> listed = draft.listed();
        boolean named = who.from() > 0
                && isApart(who.from() - 1)
                && listed.size() == 1
                && (clause.has("more") || ranking.isRanked());
        if (named && WHO.contains(listed.getFirst())) {
            return listed.getFirst();
        }
        boolean buys = !clause.everywhere("bought").isEmpty() && !draft.limits("company");
        return buys ? "company" : ranking.whoBefore().orElse("assignee");
    }

    /** "The customers that bought it", "die Verkäufer, die …": those of whom something is told are asked for. */
    void thoseWho() {
        boolean figure = clause.has("measure") || clause.has("how_much") || !draft.entity.equals("deals");
        Optional<Hit> noun = figure ? Optional.empty() : clause.first("dimension");
        noun.filter(hit -> isHead(hit) && !clause.isJoinedToName(hit.from()))
                .filter(hit -> clause.isAnyway("relative", clause.isMark(hit.to(), ",") ? hit.to() + 1 : hit.to()))
                .ifPresent(hit -> {
                    asksWhich = true;
                    clause.at("who", 0).ifPresent(clause::take);
                    group(hit);
                });
    }

    /** "Was verkauft Anna am häufigsten?": which product. */
    private void whatIsSold() {
        boolean sold = !clause.everywhere("sold").isEmpty();
        boolean alone = draft.by.isEmpty() && clause.everywhere("entity").isEmpty() && !draft.limits("product");
        clause.first("what")
                .filter(what -> sold && alone && ranking.isRanked() && clause.onlySmall(0, what.from()))
                .ifPresent(what -> {
                    draft.group("product");
                    draft.measures.remove("sum(value)");
                    draft.measure(COUNT);
                    asksWhich = true;
                    ranking.ofOne();
                    clause.take(what);
                });
    }

    /** Whether nothing in front of it says anything: "who are the …", "zeig mir alle …". */
    private boolean isHead(Hit noun) {
        for (int i = 0; i < noun.from(); i++) {
            if (!clause.taken.get(i) && !clause.isSmall(i)) {
                return false;
            }
        }
        return true;
    }

    /** "Where are our customers?": in which countries. */
    private void places() {
        clause.first("where")
                .filter(hit -> draft.entity.equals("organisations"))
                .ifPresent(hit -> {
                    draft.group("country");
                    clause.take(hit);
                });
    }

    /** "Monat für Monat", "produit par produit". */
    private void repeated() {
        for (Hit first : clause.all("dimension")) {
            clause.at("repeating", first.to())
                    .flatMap(link -> clause.at("dimension", link.to()))
                    .filter(second -> second.meaning().equals(first.meaning()))
                    .ifPresent(second -> {
                        draft.dimension(clause, first.meaning());
                        clause.take(first.from(), second.to());
                    });
        }
    }

    /** "Les affaires gagnées qui …"; behind a colon begins the question itself: "Anna gegen Boris: wer …". */
    private boolean isRelative(Hit who) {
        if (!clause.isAnyway("relative", who.from())) {
            return false;
        }
        int before = who.from() - 1;
        boolean records = false;
        for (int i = before; i >= 0 && !isApart(i); i--) {
            records |= clause.isAnyway("entity", i);
        }
        boolean one =
                before >= 0 && !isApart(before) && (clause.isAnyway("dimension", before) || clause.isNamed(before));
        return records || one;
    }

    /** Whether a mark stands behind a word. */
    private boolean isApart(int i) {
        return clause.tokens.get(i).isMark() || clause.isBehindColon(i + 1);
    }

    /** "Entwicklung", "évolution": from month to month where no other time is said. */
    private void trend() {
        clause.first("trend").ifPresent(hit -> {
            if (draft.by.stream().noneMatch(term -> term.contains("("))) {
                draft.dimension(clause, "month");
            }
            clause.take(hit);
        });
    }

    private void which(Hit which) {
        asksWhich = true;
        boolean several = clause.at("plural", which.from()).isPresent();
        if (!several) {
            ranking.ofOne();
        }
        clause.take(which);
    }

    /** "Nach Branche und Quartal". */
    private void second(Hit first) {
        clause.at("and_only", first.to())
                .map(and -> clause.at("by", and.to()).map(Hit::to).orElse(and.to()))
                .flatMap(at -> clause.at("dimension", at))
                .ifPresent(this::group);
    }

    private void orderBy(Hit by, int at) {
        Optional<Hit> figure = clause.at("measure", at).or(() -> clause.at("number_field", at));
        boolean listed = ranking.isRanked() || draft.limit.isPresent();
        if (figure.isEmpty() && listed && clause.isAnyway("entity", clause.pastStates(at))) {
            // "Top 3 Regionen nach gewonnenen Deals"
            draft.measure(COUNT);
            clause.take(by);
        }
        if (figure.isPresent() && listed) {
            // "Top 5 nach Wert"
            clause.take(by);
            if (clause.at("measure", at).isEmpty()) {
                draft.order.add(
                        figure.get().meaning() + " " + ranking.direction().orElse("desc"));
                clause.take(figure.get());
            }
        }
    }

    private boolean isEntity(Hit dimension) {
        boolean others = clause.everywhere("entity").stream().anyMatch(hit -> hit.from() != dimension.from())
                || !draft.measures.isEmpty()
                || draft.limits("status");
        return clause.at("entity", dimension.from()).isPresent() && !others;
    }

    private void group(Hit hit) {
        draft.dimension(clause, hit.meaning());
        clause.take(hit);
    }

    /** What is left over that stands for a group: "Umsatz der Verkäufer". */
    void looseGroups() {
        if (!draft.measures.isEmpty() && draft.by.isEmpty()) {
            clause.first("dimension")
                    .filter(hit -> clause.at("entity", hit.from()).isEmpty() && !draft.limits(hit.meaning()))
                    // "an Wochentagen" are none of the weekend
                    .filter(hit -> !hit.meaning().equals("weekday"))
                    .filter(hit -> !clause.isBesideName(hit.from()))
                    .filter(hit -> !SELLERS.contains(hit.meaning()) || !draft.limits("manager"))
                    // "wie viele Mitarbeiter" counts what is no kind of record
                    .filter(hit -> clause.tongue
                            .lexicon()
                            .before("measure", clause.tokens, hit.from())
                            .isEmpty())
                    .ifPresent(this::group);
        }
    }
}
