package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a change of a record's fields: "setz den Wert von Cancity auf 84k". */
final class Updates {

    private final Clause clause;
    private final Situation situation;
    private final Optional<String> focus;
    private final Slots slots;

    Updates(Clause clause, Situation situation, Optional<String> focus) {
        this.clause = clause;
        this.situation = situation;
        this.focus = focus;
        this.slots = new Slots(clause);
    }

    /** Empty when nothing says what is to become of which field. */
    Optional<Command> read() {
        Map<String, Object> changes = new LinkedHashMap<>();
        Optional<String> field = clause.first("field").map(hit -> {
            clause.take(hit);
            return hit.meaning();
        });
        String own = field.orElse("");
        switch (own) {
            case "email" -> slots.email().ifPresent(email -> changes.put("email", email));
            case "phone" -> slots.phone().ifPresent(phone -> changes.put("phone", phone));
            case "urgency", "status", "industry" -> choice(own, changes);
            case "title", "sector", "product", "contact", "company", "notes", "job_title", "source" ->
                words().ifPresent(words -> changes.put(own, words));
            case "budget", "company_size" -> slots.amount().ifPresent(amount -> changes.put(own, amount));
            default -> amountOrDay(own, changes);
        }
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        boolean ofRecord = CommandReader.isOfRecord(own);
        if (ofRecord) {
            changes.put("kind", CommandReader.kindOf(own));
        }
        return new CommandReader(clause, situation, focus).about(ofRecord ? "update_record" : "update_deal", changes);
    }

    private void choice(String field, Map<String, Object> changes) {
        clause.first(field.equals("status") ? "lead_status" : field).ifPresent(hit -> {
            changes.put(field, hit.meaning());
            clause.take(hit);
        });
    }

    private void amountOrDay(String field, Map<String, Object> changes) {
        Optional<LocalDate> day = field.equals("value") ? Optional.empty() : slots.day(true);
        Optional<BigDecimal> amount = field.equals("close") ? Optional.empty() : slots.amount();
        day.ifPresent(close -> changes.put("close", close.toString()));
        amount.ifPresent(value -> changes.put("value", value));
    }

    /** What stands behind "auf", to the end. */
    private Optional<String> words() {
        for (int i = clause.size() - 1; i > 0; i--) {
            Optional<Hit> target = clause.at("target", i);
            if (target.isPresent() && target.get().to() < clause.size()) {
                int end = clause.size();
                while (end > target.get().to() && clause.tokens.get(end - 1).isMark()) {
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
