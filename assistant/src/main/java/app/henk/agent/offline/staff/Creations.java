package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Command.Missing;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.agent.offline.staff.Quantities.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a new deal or lead: "Müller Maschinenbau, Fräse, 48k, Angebot". */
final class Creations {

    private static final Set<String> KEPT = Set.of("contact", "organisation");

    private final Clause clause;
    private final Slots slots;
    private final Optional<String> spokenOf;

    /** @param spokenOf who or what the message spoke of before */
    Creations(Clause clause, Slots slots, Optional<String> spokenOf) {
        this.clause = clause;
        this.slots = slots;
        this.spokenOf = spokenOf;
    }

    /**
     * Of what kind it is where no noun says so: somebody with a wish is a lead, somebody without one a contact, and what
     * stands in the pipeline a deal. Where nothing tells it is asked for.
     */
    Optional<Command> unnamed() {
        boolean person =
                Slots.isAddressed(clause) || !clause.everywhere("title_words").isEmpty();
        boolean placed = new Slots(clause.fresh()).stage().isPresent();
        boolean counted = new Slots(clause.fresh()).amount().isPresent();
        if (!person && !new Mentions(clause).namesSomething()) {
            return Optional.empty();
        }
        if (wishes()) {
            return Optional.of(lead());
        }
        Optional<String> kind = clause.first("kind").map(Hit::meaning).filter(KEPT::contains);
        if (kind.isPresent()) {
            return kind.map(this::read);
        }
        // "add 2k to Nordwind" adds to what is there
        if (!person && !placed && counted) {
            return Optional.empty();
        }
        return Optional.of(person ? contact() : placed ? deal() : new Missing("create_lead", "kind"));
    }

    private boolean wishes() {
        return CommandPatterns.find("wants", clause).isPresent()
                || List.of("industry", "urgency", "value.source", "staff_count").stream()
                        .anyMatch(clause::has)
                || clause.all("field").stream().anyMatch(hit -> hit.meaning().equals("budget"));
    }

    Command read(String kind) {
        return switch (kind) {
            case "lead" -> lead();
            case "contact" -> contact();
            case "organisation" -> organisation();
            default -> deal();
        };
    }

    private Command deal() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        slots.named("product").ifPresent(value -> arguments.put("product", value));
        slots.named("sector").ifPresent(value -> arguments.put("sector", value));
        slots.named("company").ifPresent(value -> arguments.put("company", value));
        slots.day(true).ifPresent(day -> arguments.put("close", day.toString()));
        slots.amount().ifPresent(value -> arguments.put("value", value));
        slots.stage().ifPresent(stage -> arguments.put("stage", stage));
        words(arguments);
        if (!arguments.containsKey("title") && clause.has("reference")) {
            // "… can you create a deal for her?"
            spokenOf.ifPresent(name -> {
                arguments.put("contact", name);
                arguments.put("title", name);
            });
        }
        return arguments.containsKey("title")
                ? new Call("create_deal", arguments)
                : new Missing("create_deal", "title");
    }

    /** What is left are a title, a company and perhaps a person; small words before them say which. */
    private void words(Map<String, Object> arguments) {
        List<String> unmarked = new ArrayList<>();
        for (Hit run : new Mentions(clause).whole()) {
            String words = clause.raw(run.from(), run.to());
            if (clause.at("title_words", run.from() - 1).isPresent()
                    || clause.beforeSmall("contact_lead", run.from()).isPresent()) {
                arguments.putIfAbsent("contact", words);
            } else if (clause.beforeSmall("named", run.from()).isPresent()) {
                arguments.putIfAbsent("title", words);
            } else if (clause.beforeSmall("for", run.from()).isPresent()
                    || clause.at("company_form", run.to() - 1).isPresent()) {
                if (arguments.putIfAbsent("company", words) != null) {
                    unmarked.add(words);
                }
            } else {
                unmarked.add(words);
            }
        }
        if (unmarked.size() > 1 && !arguments.containsKey("company")) {
            arguments.put("company", unmarked.removeFirst());
        }
        if (!unmarked.isEmpty()) {
            arguments.putIfAbsent("title", unmarked.removeFirst());
        }
        if (!unmarked.isEmpty()) {
            arguments.put("notes", String.join(", ", unmarked));
        }
        for (String other : List.of("product", "company", "contact")) {
            if (!arguments.containsKey("title") && arguments.containsKey(other)) {
                arguments.put("title", arguments.get(other));
            }
        }
    }

    private Command lead() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        slots.email().ifPresent(email -> arguments.put("email", email));
        slots.phone().ifPresent(phone -> arguments.put("phone", phone));
        wish().ifPresent(wish -> arguments.put("notes", wish));
        employees().ifPresent(size -> arguments.put("company_size", size.intValue()));
        for (String field : List.of("industry", "urgency")) {
            clause.first(field).ifPresent(hit -> {
                arguments.put(field, hit.meaning());
                clause.take(hit);
            });
        }
        clause.first("value.source").ifPresent(hit -> {
            arguments.put("source", hit.meaning());
            clause.take(hit);
        });
        slots.amount().ifPresent(value -> arguments.put("budget", value));
        clause.all("field").forEach(clause::take);
        person(arguments);
        return arguments.containsKey("last_name") || arguments.containsKey("company") || arguments.containsKey("email")
                ? new Call("create_lead", arguments)
                : new Missing("create_lead", "name");
    }

    /** "…, will 3 Anzüge bis März, …": what somebody wants is told as it was said, up to the next comma. */
    private Optional<String> wish() {
        Optional<Integer> verb = CommandPatterns.find("wants", clause).map(found -> found.nextSetBit(0));
        return verb.map(at -> {
            int from = at;
            while (from > 0
                    && clause.isFree(from - 1, from)
                    && clause.at("speaker", from - 1).isPresent()) {
                from--;
            }
            int to = at + 1;
            while (to < clause.size() && !clause.isMark(to, ",") && clause.isFree(to, to + 1)) {
                to++;
            }
            clause.take(from, to);
            return clause.raw(from, to);
        });
    }

    /** Like a lead, but for what only a lead has. */
    private Command contact() {
        return lead() instanceof Call(String tool, Map<String, Object> said) ? new Call(tool, kept(said)) : missing();
    }

    private static Map<String, Object> kept(Map<String, Object> said) {
        Map<String, Object> arguments = new LinkedHashMap<>(said);
        arguments.keySet().retainAll(List.of("first_name", "last_name", "email", "phone", "company"));
        arguments.put("kind", "contact");
        return arguments;
    }

    private static Command missing() {
        return new Missing("create_lead", "name");
    }

    private Command organisation() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("kind", "organisation");
        employees().ifPresent(size -> arguments.put("company_size", size.intValue()));
        slots.named("sector").ifPresent(sector -> arguments.put("sector", sector));
        List<Hit> runs = new Mentions(clause).runs();
        if (runs.isEmpty()) {
            return missing();
        }
        arguments.put(
                "company", clause.raw(runs.getFirst().from(), runs.getFirst().to()));
        if (runs.size() > 1) {
            arguments.putIfAbsent(
                    "sector", clause.raw(runs.get(1).from(), runs.get(1).to()));
        }
        return new Call("create_lead", arguments);
    }

    private Optional<java.math.BigDecimal> employees() {
        return new Quantities(clause)
                .all().stream()
                        .filter(q -> q.unit() == Unit.NONE
                                && clause.at("staff_count", q.to()).isPresent())
                        .findFirst()
                        .map(this::taken);
    }

    private java.math.BigDecimal taken(Quantity quantity) {
        clause.at("staff_count", quantity.to()).ifPresent(clause::take);
        clause.take(quantity.from(), quantity.to());
        return quantity.value();
    }

    private void person(Map<String, Object> arguments) {
        for (Hit run : new Mentions(clause).runs()) {
            String words = clause.raw(run.from(), run.to());
            boolean company = clause.beforeSmall("company_lead", run.from()).isPresent()
                    || clause.at("company_form", run.to() - 1).isPresent();
            if (company || arguments.containsKey("last_name")) {
                if (arguments.putIfAbsent("company", words) != null) {
                    arguments.merge("notes", words, (one, other) -> one + ", " + other);
                }
            } else {
                int space = words.lastIndexOf(' ');
                if (space > 0) {
                    arguments.put("first_name", words.substring(0, space));
                }
                arguments.put("last_name", words.substring(space + 1));
            }
        }
    }
}
