package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import app.henk.agent.offline.Move.Line;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** All that is said on the way from interest to a lead, and about a person taking over. */
final class LeadTalk {

    private final Dialogue dialogue;
    private final Interest interest;

    LeadTalk(Dialogue dialogue, Interest interest) {
        this.dialogue = dialogue;
        this.interest = interest;
    }

    /** Whether the question of this answer has been asked herewith, so that no other one should be. */
    boolean addTo(List<Line> lines) {
        boolean person = !dialogue.agreement.isWithdrawn() && person(lines);
        Optional<ToolResult> lead = dialogue.result(Tools.LEAD);
        if (lead.isPresent()) {
            if (interest.chooses() && !Tools.isStored(lead.get())) {
                lines.add(Line.of(
                        "chosen",
                        Map.of("name", dialogue.table.chosen.orElseThrow().name())));
            }
            afterCapture(lead.get(), lines);
            return true;
        }
        if (dialogue.heard.contact().broken().isPresent()) {
            lines.add(Line.of(
                    "contact.broken",
                    Map.of("written", dialogue.heard.contact().broken().get())));
            return true;
        }
        if (dialogue.agreement.isWithdrawn()) {
            lines.add(Line.of("consent.withdrawn", HouseFacts.contact(dialogue)));
            return true;
        }
        if (dialogue.heard.does(Intent.REFUSE_CONSENT)
                || (dialogue.asked.equals("consent") && dialogue.agreement.isRefused())) {
            lines.add(Line.of("consent.refused", HouseFacts.contact(dialogue)));
            return true;
        }
        if (isContactQuestion() && dialogue.heard.does(Intent.DENY) && dialogue.news.isEmpty()) {
            lines.add(Line.of("contact.declined", HouseFacts.contact(dialogue)));
            return true;
        }
        if (dialogue.asked.equals("person") && dialogue.personRequested && dialogue.heard.does(Intent.AFFIRM)) {
            lines.add(Line.of("person.already", HouseFacts.contact(dialogue)));
            return true;
        }
        if (dialogue.asked.equals("person") && dialogue.heard.does(Intent.DENY)) {
            lines.add(Line.of("person.declined"));
            return false;
        }
        if (dialogue.pointing().picksMoreThanIsThere() && dialogue.heard.does(Intent.CHOOSE)) {
            lines.add(Line.of(
                    dialogue.table.shown.size() == 1 ? "chosen.only_one" : "chosen.fewer",
                    Map.of("name", dialogue.table.shown.getFirst().name(), "count", dialogue.table.shown.size())));
            return true;
        }
        if (dialogue.heard.does(Intent.CHOOSE)
                && dialogue.heard.pick().isPresent()
                && dialogue.table.shown.isEmpty()
                && !dialogue.agenda.isOpen()) {
            lines.add(Line.of("details.nothing"));
            return false;
        }
        if (interest.chooses()) {
            lines.add(Line.of(
                    "chosen", Map.of("name", dialogue.table.chosen.orElseThrow().name())));
            if (!dialogue.isChild()) {
                lines.add(Line.of(dialogue.stored ? "chosen.stored" : "ask.contact"));
            }
            return true;
        }
        if (dialogue.heard.does(Intent.CHOOSE)
                && dialogue.table.shown.size() > 1
                && lines.isEmpty()
                && dialogue.news.isEmpty()) {
            lines.add(Line.of("chosen.which"));
            return true;
        }
        return person;
    }

    private boolean isContactQuestion() {
        return List.of("contact", "name", "reach").contains(dialogue.asked);
    }

    private boolean person(List<Line> lines) {
        Optional<ToolResult> result = dialogue.result(Tools.PERSON);
        if (result.isEmpty()) {
            return false;
        }
        if (dialogue.personRequestedBefore) {
            lines.add(Line.of("person.already", HouseFacts.contact(dialogue)).ifNew());
            return true;
        }
        if (result.get().failed()) {
            lines.add(Line.of("person.unreached", HouseFacts.contact(dialogue)));
            return true;
        }
        JsonNode answer = result.get().result();
        boolean open = answer.path("open_now").asBoolean(false);
        lines.add(Line.of(
                open ? "person.open" : "person.closed",
                Map.of(
                        "hours", answer.path("hours").asString(""),
                        "phone",
                                answer.path("phone")
                                        .asString(
                                                dialogue.turn.tenant().contact().phone()),
                        "email",
                                answer.path("email")
                                        .asString(
                                                dialogue.turn.tenant().contact().email()))));
        boolean known = dialogue.contact.reachable() || dialogue.turn.speaker() == TurnContext.Speaker.CUSTOMER;
        // who is being noted down is asked for what is missing there, once
        if (!known && !dialogue.isChild() && dialogue.result(Tools.LEAD).isEmpty()) {
            lines.add(Line.of("person.reach"));
        }
        return true;
    }

    private void afterCapture(ToolResult lead, List<Line> lines) {
        if (Tools.isStored(lead)) {
            boolean known = !lead.result().path("created").asBoolean(true);
            lines.add(Line.of(
                    known ? "lead.updated" : "lead.stored",
                    named(Map.of("title", lead.text("title").orElse("")))));
        } else if (Tools.isIncomplete(lead)) {
            missing(lead, lines);
        } else if (Tools.isInvalid(lead)) {
            lead.result()
                    .path("errors")
                    .forEach(error -> lines.add(Line.of(
                            "contact.invalid", Map.of("say", error.path("say").asString("")))));
            lines.add(Line.of("contact.again"));
        } else {
            lines.add(Line.of("contact.repeat"));
        }
    }

    private void missing(ToolResult lead, List<Line> lines) {
        String first = lead.result().path("missing").path(0).asString("");
        if (dialogue.heard.does(Intent.APPOINTMENT)) {
            lines.add(Line.of("appointment", HouseFacts.contact(dialogue)));
        }
        switch (first) {
            case "name" -> lines.add(Line.of(dialogue.contact.reachable() ? "ask.name" : "ask.contact_data"));
            case "consent" -> lines.add(Line.of("consent.before", named(Map.of())));
            default -> lines.add(Line.of("ask.reach", named(Map.of())));
        }
    }

    private Map<String, ?> named(Map<String, ?> more) {
        Map<String, Object> values = new java.util.HashMap<>(more);
        values.put("name", dialogue.contact.name().orElse(""));
        values.put("has_name", dialogue.contact.name().isPresent());
        return values;
    }
}
