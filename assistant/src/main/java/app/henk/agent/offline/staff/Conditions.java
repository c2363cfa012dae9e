package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Names.Named;
import app.henk.insights.Filter;
import app.henk.insights.Query;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads which records a question is about: names and states. */
final class Conditions {

    /** Fields of names, the surer ones first where one name is both. */
    private static final List<String> FIELDS =
            List.of("stage", "product", "assignee", "manager", "company", "sector", "team", "source", "country");

    private final Clause clause;
    private final Draft draft;
    private final Negations negations;
    private final Optional<Query> base;

    /** @param base the question that this one follows */
    Conditions(Clause clause, Draft draft, Optional<Query> base) {
        this.clause = clause;
        this.draft = draft;
        this.negations = new Negations(clause);
        this.base = base;
    }

    /** The tenant's own names; what stands around them says whether they are wanted. */
    void names() {
        List<Named> names = clause.names();
        for (int i = 0; i < names.size(); i++) {
            Named first = names.get(i);
            List<Named> same =
                    names.stream().filter(named -> named.from() == first.from()).toList();
            if (clause.isFree(first.from(), first.to()) && !isState(first) && !isSeason(first)) {
                Named meant = meant(same);
                value(meant.field(), meant.value(), meant.from(), meant.to());
            }
        }
    }

    /** "Won" is a stage and what became of a deal; the latter is asked about. */
    private boolean isState(Named named) {
        return named.field().equals("stage")
                && clause.at("status", named.from()).isPresent();
    }

    /** "Revenue in summer" is about no Summer Sewald. */
    private boolean isSeason(Named named) {
        return clause.tongue.words().of("date.seasons").has(clause.tokens, named.from())
                && named.to() - named.from() == 1
                && (!clause.tokens.get(named.from()).isCapitalised()
                        || clause.isAnyway("within", named.from() - 1)
                        || clause.isAnyway("article", named.from() - 1));
    }

    private Named meant(List<Named> same) {
        Named any = same.getFirst();
        boolean team = clause.joinedTo("dimension", any.from(), any.to())
                .filter(hit -> hit.meaning().equals("team"))
                .isPresent();
        Optional<Named> leading = same.stream()
                .filter(named -> team && named.field().equals("manager"))
                .findFirst();
        return leading.orElseGet(() -> told(same));
    }

    /** By the word in front of it, else the surest. */
    private Named told(List<Named> same) {
        for (int i = same.getFirst().from() - 1;
                i >= Math.max(0, same.getFirst().from() - 2);
                i--) {
            Optional<Hit> kind = clause.at("dimension", i);
            Optional<Named> told = kind.flatMap(k -> same.stream()
                    .filter(named -> named.field().equals(k.meaning()))
                    .findFirst());
            if (told.isPresent()) {
                return told.get();
            }
        }
        return same.stream()
                .min(Comparator.comparing((Named named) -> !wasAbout(named.field()))
                        .thenComparingInt(named -> FIELDS.indexOf(named.field())))
                .orElseThrow();
    }

    /** "Et celui de Dustin ?" takes the place of the manager that was spoken of or counted for, where he is one too. */
    private boolean wasAbout(String field) {
        boolean limited = base.stream()
                .flatMap(query -> query.where().conjuncts().stream())
                .anyMatch(part ->
                        part instanceof Filter.OneOf one && one.field().key().equals(field));
        return limited
                || base.stream()
                        .flatMap(query -> query.by().stream())
                        .anyMatch(group -> group.field().key().equals(field));
    }

    /** Values that every tenant may have, by the words of the language. */
    void values() {
        for (String field : List.of("sector", "country", "team", "source")) {
            clause.all("value." + field).stream()
                    .filter(hit -> !isPronoun(hit))
                    .forEach(hit -> value(field, own(field, hit), hit.from(), hit.to()));
        }
        for (Hit hit : clause.all("stage")) {
            value("stage", stage(clause.tongue, hit.meaning()), hit.from(), hit.to());
        }
    }

    /** "Bought from us" names no country, "in the us" does. */
    private boolean isPronoun(Hit hit) {
        return hit.length() == 1
                && clause.isSmall(hit.from())
                && !clause.tokens.get(hit.from()).isCapitalised()
                && !clause.isAnyway("article", hit.from() - 1)
                && !clause.isAnyway("within", hit.from() - 1);
    }

    /** As the tenant writes it, else its common name. */
    private String own(String field, Hit hit) {
        return clause.tongue
                .names()
                .value(field, clause.tongue.lexicon().phrases("value." + field, hit.meaning()))
                .orElse(hit.meaning());
    }

    /** The tenant's own key for a stage of this sense, else its common name. */
    static String stage(Tongue tongue, String common) {
        return tongue.names()
                .value("stage", tongue.lexicon().phrases("stage", common))
                .orElse(common);
    }

    void states() {
        clause.first("closing_verb")
                .filter(verb -> clause.everywhere("past").stream().anyMatch(did -> did.to() <= verb.from()))
                .ifPresent(verb -> {
                    // "what did Anna close?"
                    draft.value("status", "won", false);
                    draft.value("status", "lost", false);
                    clause.takeFor("status", verb.from(), verb.to());
                });
        clause.first("opening_verb")
                .filter(verb -> clause.everywhere("past").stream().anyMatch(did -> did.to() <= verb.from()))
                .ifPresent(verb -> {
                    // "how many did we open in May?"
                    draft.date = Optional.of("created");
                    clause.take(verb);
                });
        for (Hit hit : clause.all("status")) {
            if (isRunning(hit)) {
                continue;
            }
            if (openOtherwise(hit)) {
                clause.take(hit);
                continue;
            }
            List<String> values = hit.meaning().equals("closed") ? List.of("won", "lost") : List.of(hit.meaning());
            boolean negated = negations.before("status", hit.from()) || negations.behind(hit.to());
            values.forEach(status -> draft.value("status", status, negated));
            clause.takeFor("status", hit.from(), hit.to());
        }
        for (Hit hit : clause.all("light")) {
            value("light", hit.meaning(), hit.from(), hit.to());
        }
        clause.first("overdue").ifPresent(hit -> {
            draft.where.add(negations.before("", hit.from()) ? "not overdue" : "overdue");
            clause.take(hit);
        });
        for (String section : List.of("urgency", "lead_status", "industry")) {
            if (draft.entity.equals("leads")) {
                String field = section.equals("lead_status") ? "status" : section;
                clause.all(section).stream()
                        .filter(hit -> !isTime(hit) || clause.has("urgency_word"))
                        .forEach(hit -> value(field, hit.meaning(), hit.from(), hit.to()));
                clause.all("urgency_word").stream()
                        .filter(hit -> draft.limits("urgency"))
                        .forEach(clause::take);
            }
        }
        clause.first("key_account").ifPresent(hit -> {
            draft.where.add(negations.before("", hit.from()) ? "not key_account" : "key_account");
            clause.take(hit);
        });
        clause.first("mine").ifPresent(hit -> {
            draft.value("assignee", "me", false);
            clause.take(hit);
        });
    }

    /** "L'année en cours", "im laufenden Quartal": the time runs, not the deals. */
    private boolean isRunning(Hit status) {
        boolean behind = List.of("week", "month", "quarter", "year").stream()
                .anyMatch(unit -> clause.before("period." + unit, status.from()).isPresent()
                        || clause.at("period." + unit, status.to()).isPresent());
        return behind
                && clause.at("period.this", status.from())
                        .filter(mark -> mark.to() == status.to())
                        .isPresent();
    }

    /** "Diese Woche" tells when; how urgent something is it tells only beside a word for that. */
    private static boolean isTime(Hit urgency) {
        return urgency.meaning().startsWith("this_");
    }

    /** Of a task it means that it is not done, of a lead that nothing has come of it yet. */
    private boolean openOtherwise(Hit status) {
        boolean open = status.meaning().equals("open");
        if (draft.entity.equals("tasks") && (open || status.meaning().equals("closed"))) {
            draft.where.add(open ? "not done" : "done");
            return true;
        }
        if (draft.entity.equals("leads") && open) {
            draft.value("status", "won", true);
            draft.value("status", "lost", true);
            return true;
        }
        return false;
    }

    private void value(String field, String value, int from, int to) {
        boolean negated = negations.before(field, from) || negations.behind(to);
        draft.value(field, value, negated);
        if (negated && field.equals("country")) {
            // what lies nowhere that we know of does not lie elsewhere
            draft.where.add("country is known");
        }
        clause.takeName(from, to);
        clause.takeFor(field, from, to);
    }
}
