package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words what is kept of somebody who wants to hear from the house: who they are and what they wish. */
final class LeadWish {

    private static final int CHOSEN = 3;
    private static final int LONGEST_NOTES = 600;

    private final Dialogue dialogue;
    private final Consultation consultation;

    LeadWish(Dialogue dialogue, Consultation consultation) {
        this.dialogue = dialogue;
        this.consultation = consultation;
    }

    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Contact contact = dialogue.contact;
        contact.name().ifPresent(name -> arguments.put("name", name));
        contact.email().ifPresent(email -> arguments.put("email", email));
        Dialable.phone(dialogue).ifPresent(phone -> arguments.put("phone", phone));
        contact.company().ifPresent(company -> arguments.put("company", company));
        dialogue.brief.wanted(consultation.first()).stream()
                .findFirst()
                .ifPresent(id -> arguments.put("occasion", consultation.value(id)));
        dialogue.brief
                .when()
                .ifPresent(when -> arguments.put("event_date", when.from().toString()));
        dialogue.brief.budget().flatMap(b -> b.max().or(b::min)).ifPresent(amount -> arguments.put("budget", amount));
        String notes = String.join(", ", notes());
        if (!notes.isBlank()) {
            arguments.put("notes", notes.substring(0, Math.min(LONGEST_NOTES, notes.length())));
        }
        List<String> wish = dialogue.table
                .chosen
                .map(offer -> List.of(offer.sku()))
                .orElseGet(() -> dialogue.table.shown.stream()
                        .limit(CHOSEN)
                        .map(Offer::sku)
                        .toList());
        if (!wish.isEmpty()) {
            arguments.put("wish", wish);
        }
        return arguments;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        dialogue.brief.wanted().forEach(id -> notes.add(dialogue.concepts.label(id, dialogue.language)));
        if (!dialogue.visit.isBlank()) {
            notes.add("„" + dialogue.visit + "“");
        }
        dialogue.brief.avoided().forEach(id -> notes.add("≠ " + dialogue.concepts.label(id, dialogue.language)));
        return notes;
    }
}
