package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads whether a field has a value at all, and which words its name has in it. */
final class FieldPresence {

    /** Quotation marks, none of which may be an apostrophe. */
    private static final Pattern QUOTED = Pattern.compile("[\"“„»«]\\s?([^\"“”„»«\\\\]{2,60}?)\\s?[\"“”»«]");

    private final Clause clause;
    private final Draft draft;
    private final Negations negations;

    FieldPresence(Clause clause, Draft draft) {
        this.clause = clause;
        this.draft = draft;
        this.negations = new Negations(clause);
    }

    /** "Ohne Branche", "without a value". */
    void missing() {
        for (Hit no : clause.all("without")) {
            int at = skipSmall(no.to());
            Optional<Hit> field = clause.at("dimension", at)
                    .or(() -> clause.at("number_field", at))
                    .or(() -> clause.at("date_noun", at));
            field.filter(hit -> !isOfValue(hit)).ifPresent(hit -> {
                draft.where.add(hit.meaning() + " is missing");
                clause.take(no);
                clause.take(hit);
            });
        }
    }

    /** "Ohne die Region Ost": it has one, and another. */
    private boolean isOfValue(Hit field) {
        String values = "value." + field.meaning();
        return clause.isPartOfLonger(field, values)
                || clause.at(values, field.to()).isPresent()
                || clause.fieldAt(field.to()).filter(field.meaning()::equals).isPresent()
                // "ohne das Team von Dustin"
                || (field.meaning().equals("team") && clause.isBesideName(field.from()));
    }

    /** "Mit „tech“ im Namen". */
    void named() {
        Matcher quoted = QUOTED.matcher(clause.text);
        Optional<Hit> noun = clause.first("name_noun");
        if (noun.isPresent() && quoted.find()) {
            draft.where.add((draft.entity.equals("deals") ? "title" : "name") + " ~ \"" + quoted.group(1) + '"');
            clause.take(noun.get());
            for (int i = 0; i < clause.size(); i++) {
                if (clause.tokens.get(i).start() >= quoted.start()
                        && clause.tokens.get(i).end() <= quoted.end()) {
                    clause.take(i, i + 1);
                }
            }
        }
    }

    /** "Bei denen ein Kunde eingetragen ist". */
    void filledIn() {
        for (Hit known : clause.all("filled_in")) {
            List<Hit> fields = List.of("dimension", "number_field", "date_noun").stream()
                    .flatMap(section -> clause.all(section).stream())
                    .filter(hit -> hit.to() <= known.from() && clause.onlySmall(hit.to(), known.from()))
                    .toList();
            fields.stream().findFirst().ifPresent(hit -> {
                draft.where.add(hit.meaning() + (negations.before("", hit.from()) ? " is missing" : " is known"));
                clause.take(hit);
                clause.take(known);
            });
        }
    }

    private int skipSmall(int i) {
        int at = i;
        while (at < clause.size() && clause.at("article", at).isPresent()) {
            at++;
        }
        return at;
    }
}
