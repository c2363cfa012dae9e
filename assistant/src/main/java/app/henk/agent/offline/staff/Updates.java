package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads a change of a record's fields: "setz den Wert von Cancity auf 84k", "die neue Nummer von Frau Weber ist …". */
final class Updates {

    private static final String STAGE = "stage";
    private static final String CLOSE = "close";
    /** Those whose values are told from any other word, so that several may be changed in one breath. */
    private static final Set<String> MEASURED =
            Set.of("value", "close", "budget", "company_size", "email", "phone", "urgency", "status");

    private final Heard heard;
    private final Clause clause;
    private final Slots slots;

    Updates(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
        this.slots = heard.slots();
    }

    /** "Abschluss auf Ende Januar": a field and what it shall be, without a verb. */
    Optional<Command> stated() {
        Optional<Hit> field = clause.all("field").stream()
                .filter(hit -> MEASURED.contains(hit.meaning()))
                .findFirst();
        boolean asks = clause.isQuestionMarked()
                || clause.has("plural_entity")
                || clause.all("operator").stream().anyMatch(hit -> clause.isBeforeNumber(hit.to()))
                || clause.has("by")
                || clause.has("every");
        boolean told = clause.has("target") || clause.has("day_lead");
        return field.isPresent() && told && !asks
                ? new Updates(new Heard(clause.fresh(), heard.situation(), heard.focus())).read()
                : Optional.empty();
    }

    /** "Wert 12k" of what was spoken of: nothing but the field and what it shall be. */
    Optional<Command> bare() {
        Clause rest = clause.fresh();
        Optional<Hit> field = rest.all("field").stream()
                .filter(hit -> MEASURED.contains(hit.meaning()))
                .filter(hit -> new FieldOwners(heard).isOfWhatWasShown(hit.meaning()))
                .findFirst();
        if (field.isEmpty() || clause.isQuestionMarked()) {
            return Optional.empty();
        }
        rest.take(field.get());
        Map<String, Object> value = new Updates(new Heard(rest, heard.situation(), heard.focus()))
                .changes(field.get().meaning());
        boolean all = IntStream.range(0, rest.size()).allMatch(i -> rest.taken.get(i) || rest.isSmall(i));
        return all && !value.isEmpty()
                ? new Updates(new Heard(clause.fresh(), heard.situation(), heard.focus())).read()
                : Optional.empty();
    }

    /** "Wert auf 12k, Abschluss 15.12. und Phase Angebot": a stage among other fields, each said to be one. */
    Optional<Command> withStage() {
        boolean fields = clause.all("field").stream().anyMatch(hit -> MEASURED.contains(hit.meaning()));
        // "schieb ihn am Montag auf Angebot" says when, and no close date
        boolean amount = slots.span().isEmpty()
                && new Quantities(clause)
                        .all().stream()
                                .filter(quantity -> quantity.unit() == Unit.MONEY)
                                .anyMatch(quantity ->
                                        clause.before("target", quantity.from()).isPresent());
        return fields || amount
                ? read().filter(command ->
                        command instanceof Command.Call call && call.arguments().containsKey(STAGE))
                : Optional.empty();
    }

    /** Empty when nothing says what is to become of which field. */
    Optional<Command> read() {
        // "neue E-Mail von …" is the command and the field in one
        String field = first().or(() -> clause.everywhere("field").stream().findFirst())
                .map(hit -> {
                    clause.take(hit);
                    return hit.meaning();
                })
                .orElseGet(() -> CommandPatterns.find("rename", clause.fresh()).isPresent() ? "title" : "");
        String kind = new FieldOwners(heard).of(field);
        Map<String, Object> changes = new LinkedHashMap<>();
        // "Lead Bergmann ist qualifiziert" leaves the word for the field out
        named(kind, changes(field.isEmpty() && kind.equals("lead") ? "status" : field), changes);
        // "… auf Ende Januar und Wert auf 15k"
        for (Hit more : clause.all("field")) {
            if (MEASURED.contains(more.meaning()) && clause.isFree(more)) {
                clause.take(more);
                named(kind, changes(more.meaning()), changes);
            }
        }
        if (kind.equals(FieldOwners.DEAL) && !changes.isEmpty()) {
            placed().ifPresent(stage -> changes.put(STAGE, stage));
        }
        // of several at once nothing but stage, end and owner can be changed
        boolean several = clause.has("plural_entity") && !heard.mentions().namesSomething();
        if (changes.isEmpty() || several) {
            return Optional.empty();
        }
        if (kind.equals(FieldOwners.DEAL)) {
            return heard.about("update_deal", changes);
        }
        changes.put("kind", kind);
        return heard.about("update_record", changes);
    }

    /** A day first: its figures are no amount. */
    private Optional<Hit> first() {
        return clause.all("field").stream()
                .filter(hit -> hit.meaning().equals(CLOSE))
                .findFirst()
                .or(() -> clause.first("field"));
    }

    private Optional<String> placed() {
        Optional<Hit> word =
                clause.first("dimension").filter(hit -> hit.meaning().equals(STAGE));
        boolean moved = clause.all(STAGE).stream()
                .anyMatch(stage -> clause.beforeSmall("moved_to", stage.from()).isPresent());
        word.ifPresent(clause::take);
        return word.isPresent() || moved ? slots.stage() : Optional.empty();
    }

    private static void named(String kind, Map<String, Object> said, Map<String, Object> changes) {
        said.forEach((name, value) -> changes.putIfAbsent(FieldOwners.argument(kind, name), value));
    }

    private Map<String, Object> changes(String field) {
        Map<String, Object> changes = new LinkedHashMap<>();
        switch (field) {
            case "email" -> slots.email().ifPresent(email -> changes.put(field, email));
            case "phone" -> slots.phone().ifPresent(phone -> changes.put(field, phone));
            case "urgency", "status", "industry" -> choice(field, changes);
            case "title",
                    "first_name",
                    "last_name",
                    "sector",
                    "product",
                    "contact",
                    "company",
                    "notes",
                    "job_title",
                    "source",
                    "country",
                    "website" -> words().ifPresent(words -> changes.put(field, words));
            case "budget" -> budget().ifPresent(amount -> changes.put(field, amount));
            case "company_size" -> slots.count().ifPresent(count -> changes.put(field, count));
            default -> amountOrDay(field, changes);
        }
        return changes;
    }

    /** "Über 10k" says which ones, not what it shall be. */
    private boolean isBounded() {
        return new Quantities(clause)
                .all().stream()
                        .flatMap(quantity -> clause.before("operator", quantity.from()).stream())
                        .anyMatch(hit ->
                                hit.meaning().startsWith("<") || hit.meaning().startsWith(">"));
    }

    /** Only what it shall be: by how much it changes is known of a deal's value alone. */
    private Optional<BigDecimal> budget() {
        Differences differences = new Differences(clause);
        boolean shifted = differences.amount().or(differences::percent).isPresent();
        return shifted || differences.isUnclear() ? Optional.empty() : slots.amount();
    }

    private void choice(String field, Map<String, Object> changes) {
        clause.first(field.equals("status") ? "lead_status" : field).ifPresent(hit -> {
            changes.put(field, hit.meaning());
            clause.take(hit);
        });
    }

    private void amountOrDay(String field, Map<String, Object> changes) {
        if (isBounded()) {
            return;
        }
        Differences differences = new Differences(clause);
        Optional<Period> later = field.equals("value") ? Optional.empty() : differences.time();
        Optional<BigDecimal> more = field.equals(CLOSE) ? Optional.empty() : differences.amount();
        Optional<BigDecimal> percent =
                field.equals(CLOSE) || more.isPresent() ? Optional.empty() : differences.percent();
        later.ifPresent(period -> changes.put("close_by", period.toString()));
        more.ifPresent(amount -> changes.put("value_by", amount));
        percent.ifPresent(share -> changes.put("value_by_percent", share));
        if (differences.isUnclear()) {
            return;
        }
        Optional<LocalDate> day = field.equals("value") ? Optional.empty() : slots.day(true);
        Optional<BigDecimal> amount = field.equals(CLOSE) ? Optional.empty() : slots.amount();
        day.filter(close -> later.isEmpty()).ifPresent(close -> changes.put("close", close.toString()));
        amount.filter(value -> more.isEmpty() && percent.isEmpty()).ifPresent(value -> changes.put("value", value));
    }

    /** What stands behind "auf", to the end. */
    private Optional<String> words() {
        boolean first = CommandPatterns.find("rename", clause.fresh()).isPresent();
        for (int step = 1; step < clause.size(); step++) {
            int i = first ? step : clause.size() - step;
            Optional<Hit> target = clause.at("target", i);
            if (target.isPresent() && target.get().to() < clause.size()) {
                int end = clause.size();
                while (end > target.get().to() && (clause.tokens.get(end - 1).isMark() || clause.taken.get(end - 1))) {
                    end--;
                }
                String words = clause.raw(target.get().to(), end);
                clause.take(i, clause.size());
                return Optional.of(words).filter(text -> !text.isBlank());
            }
        }
        return Optional.empty();
    }
}
