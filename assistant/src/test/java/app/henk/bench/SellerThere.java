package app.henk.bench;

import app.henk.bench.Ledger.Sort;
import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.fakes.pipedrive.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who sells in Pipedrive, with all that its pages let people do: also merge, and make a deal of a lead. */
final class SellerThere implements Seller {

    private static final List<String> STAGES =
            List.of("Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started");

    private final FakePipedrive pipedrive;
    private final Person person;
    private final Ledger ledger;

    SellerThere(FakePipedrive pipedrive, Ledger ledger) {
        this.pipedrive = pipedrive;
        this.person = pipedrive.person();
        this.ledger = ledger;
    }

    @Override
    public void change(Random chance) {
        int what = chance.nextInt(100);
        try {
            if (what < 9) {
                organisation(chance);
            } else if (what < 24) {
                person(chance);
            } else if (what < 42) {
                lead(chance);
            } else if (what < 80) {
                deal(chance);
            } else if (what < 93) {
                activity(chance);
            } else {
                note(chance);
            }
        } catch (RuntimeException goneMeanwhile) {
            ledger.refused();
            ledger.done("there: too late");
        }
    }

    /** One that carries a word; the demo's own records are left alone. */
    private Optional<ObjectNode> known(String kind, boolean make, Random chance) {
        return make
                ? Optional.empty()
                : pipedrive.any(kind, chance, row -> word(kind, row).isPresent());
    }

    private Optional<ObjectNode> any(String kind, Random chance) {
        return known(kind, false, chance);
    }

    /** The word that the record carries. */
    private Optional<String> word(String kind, ObjectNode row) {
        return switch (kind) {
            case "person" -> Ledger.in(row.path("emails").path(0).path("value").asString(""));
            case "organization" -> Ledger.in(row.path("name").asString(""));
            case "activity" -> Ledger.in(row.path("subject").asString(""));
            case "note" -> Ledger.in(row.path("content").asString(""));
            default -> Ledger.in(row.path("title").asString(""));
        };
    }

    private ObjectNode make(String kind, String word, String under, Map<String, ?> fields) {
        ObjectNode made = person.create(kind, fields);
        ledger.made(word, under);
        ledger.tell(word, "made there as " + made.path("id").asString() + " with " + fields);
        ledger.done("there: " + kind + " created");
        return made;
    }

    private void change(String kind, ObjectNode row, String how, Map<String, ?> fields) {
        person.change(kind, row.path("id").asString(), fields);
        word(kind, row).ifPresent(word -> ledger.tell(word, how + " there with " + fields));
        ledger.done("there: " + kind + " " + how);
    }

    private void delete(String kind, ObjectNode row) {
        List<String> words = new ArrayList<>(List.of(word(kind, row).orElseThrow()));
        // a lead is told apart by whose it is, and may be called as its deal is
        if (kind.equals("lead")) {
            leadOf(row).filter(word -> !words.contains(word)).ifPresent(words::add);
        }
        going(words, "deleted there", () -> person.delete(kind, row.path("id").asString()));
        ledger.done("there: " + kind + " deleted");
    }

    /** What Pipedrive refuses was not done. */
    private void going(List<String> words, String how, Runnable taken) {
        words.forEach(ledger::going);
        try {
            taken.run();
        } catch (RuntimeException refused) {
            words.forEach(ledger::kept);
            throw refused;
        }
        words.forEach(word -> ledger.tell(word, how));
    }

    private Optional<String> leadOf(ObjectNode lead) {
        return pipedrive
                .find("person", lead.path("person_id").asString(""))
                .flatMap(somebody -> word("person", somebody));
    }

    private void organisation(Random chance) {
        int what = chance.nextInt(10);
        Optional<ObjectNode> known = known("organization", what < 4, chance);
        if (known.isEmpty()) {
            String word = ledger.word(Sort.ORGANISATION, false);
            make("organization", word, "", Map.of("name", word + " AG", "employee_count", 20));
        } else if (what < 8) {
            change(
                    "organization",
                    known.get(),
                    "changed",
                    Map.of(
                            "name",
                            word("organization", known.get()).orElseThrow() + " AG " + chance.nextInt(99),
                            "employee_count",
                            chance.nextInt(1, 900)));
        } else if (what < 9) {
            merge("organization", known.get(), any("organization", chance).orElseThrow());
        } else {
            delete("organization", known.get());
        }
    }

    private void merge(String kind, ObjectNode gone, ObjectNode into) {
        String word = word(kind, gone).orElseThrow();
        String kept = word(kind, into).orElseThrow();
        String id = gone.path("id").asString();
        boolean hadSomething = Stream.of("activity", "note")
                .flatMap(hanging -> pipedrive.all(hanging).stream())
                .anyMatch(hanging -> hanging.path(kind + "_id").asString("").equals(id));
        going(
                List.of(word),
                "merged there into " + kept,
                () -> person.merge(kind, id, into.path("id").asString()));
        ledger.tell(kept, "took in there " + word);
        if (kind.equals("deal")) {
            ledger.joined(word, kept);
            if (!hadSomething) {
                ledger.untraced(word, () -> !pipedrive.toldThatMerged(kind, id));
            }
        }
        ledger.done("there: " + kind + " merged");
    }

    private void person(Random chance) {
        int what = chance.nextInt(16);
        Optional<ObjectNode> known = known("person", what < 7, chance);
        if (known.isEmpty()) {
            customer(ledger.word(Sort.PERSON, false), chance);
        } else if (what < 13) {
            change(
                    "person",
                    known.get(),
                    "changed",
                    Map.of(
                            "name",
                            "Kundin Nr " + chance.nextInt(99),
                            "phones",
                            List.of(Map.of("value", "+49 30 " + chance.nextInt(1_000, 99_999), "primary", true))));
        } else if (what < 14) {
            ObjectNode into = any("person", chance).orElseThrow();
            // whose the leads are tells them apart
            if (isCustomer(known.get()) && isCustomer(into)) {
                merge("person", known.get(), into);
            }
        } else if (isCustomer(known.get())) {
            delete("person", known.get());
        }
    }

    private boolean isCustomer(ObjectNode somebody) {
        return word("person", somebody).filter(word -> word.startsWith("C")).isPresent();
    }

    private ObjectNode customer(String word, Random chance) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "name",
                "Kundin " + word,
                "emails",
                List.of(Map.of("value", word.toLowerCase(Locale.ROOT) + "@leute.example", "primary", true))));
        known("organization", chance.nextBoolean(), chance)
                .ifPresent(company -> fields.put("org_id", company.path("id").asLong()));
        return make("person", word, "", fields);
    }

    private void lead(Random chance) {
        int what = chance.nextInt(18);
        Optional<ObjectNode> known = known("lead", what < 7, chance);
        if (known.isEmpty()) {
            String word = ledger.word(Sort.LEAD, false);
            ObjectNode somebody = customer(word, chance);
            make(
                    "lead",
                    word,
                    "",
                    Map.of(
                            "title",
                            word + ": neu",
                            "person_id",
                            somebody.path("id").asLong(),
                            "value",
                            Map.of("amount", chance.nextInt(1, 9_000), "currency", "EUR")));
        } else if (what < 11) {
            String word = word("lead", known.get()).orElseThrow();
            change(
                    "lead",
                    known.get(),
                    "changed",
                    Map.of(
                            "title",
                            word + ": " + chance.nextInt(1_000),
                            "value",
                            Map.of("amount", chance.nextInt(1, 9_000), "currency", "EUR")));
        } else if (what < 16) {
            person.convert(known.get().path("id").asString());
            leadOf(known.get()).ifPresent(word -> ledger.tell(word, "made a deal there"));
            ledger.done("there: lead made a deal");
        } else if (what < 17) {
            change("lead", known.get(), "closed", Map.of("is_archived", true));
        } else {
            delete("lead", known.get());
        }
    }

    private void deal(Random chance) {
        int what = chance.nextInt(40);
        Optional<ObjectNode> known = known("deal", what < 9, chance);
        if (known.isEmpty()) {
            newDeal(chance);
            return;
        }
        ObjectNode deal = known.get();
        String word = word("deal", deal).orElseThrow();
        if (what < 19) {
            change(
                    "deal",
                    deal,
                    "changed",
                    Map.of("value", chance.nextInt(1, 100_000), "title", word + ": " + chance.nextInt(1_000)));
        } else if (what < 21) {
            change("deal", deal, "changed", Map.of("expected_close_date", "2028-0" + chance.nextInt(1, 10) + "-20"));
        } else if (what < 30) {
            String stage = STAGES.get(chance.nextInt(STAGES.size()));
            change("deal", deal, "moved", Map.of("status", "open", "stage_id", pipedrive.stage(stage)));
        } else if (what < 33) {
            change("deal", deal, "closed", Map.of("status", "won"));
        } else if (what < 36) {
            change("deal", deal, "closed", Map.of("status", "lost", "lost_reason", "zu spät " + chance.nextInt(99)));
        } else if (what < 38) {
            merge("deal", deal, any("deal", chance).orElseThrow());
        } else {
            delete("deal", deal);
        }
    }

    private void newDeal(Random chance) {
        String word = ledger.word(Sort.DEAL, false);
        Map<String, Object> fields = new HashMap<>(Map.of("title", word + ": neu", "value", chance.nextInt(1, 50_000)));
        known("person", chance.nextBoolean(), chance)
                .ifPresent(
                        somebody -> fields.put("person_id", somebody.path("id").asLong()));
        known("organization", chance.nextInt(3) > 0, chance)
                .ifPresent(company -> fields.put("org_id", company.path("id").asLong()));
        make("deal", word, "", fields);
    }

    private void activity(Random chance) {
        int what = chance.nextInt(13);
        Optional<ObjectNode> known = known("activity", what < 7, chance);
        Optional<ObjectNode> deal = any("deal", chance);
        if (known.isEmpty() && deal.isPresent()) {
            boolean done = what < 3;
            String word = ledger.word(done ? Sort.ACTIVITY : Sort.TASK, false);
            make(
                    "activity",
                    word,
                    word("deal", deal.get()).orElseThrow(),
                    Map.of(
                            "subject",
                            word + " Treffen",
                            "type",
                            done ? "meeting" : "task",
                            "done",
                            done,
                            "due_date",
                            done ? "2026-11-20" : "2027-0" + chance.nextInt(1, 10) + "-20",
                            "note",
                            "<p>Größe &lt; 52 &amp; Ärmel</p>",
                            "deal_id",
                            deal.get().path("id").asLong()));
        } else if (known.isEmpty()) {
            newDeal(chance);
        } else if (what < 10) {
            String word = word("activity", known.get()).orElseThrow();
            change("activity", known.get(), "changed", Map.of("subject", word + " Treffen " + chance.nextInt(99)));
        } else if (what < 12) {
            change("activity", known.get(), "closed", Map.of("done", true));
        } else {
            delete("activity", known.get());
        }
    }

    private void note(Random chance) {
        int what = chance.nextInt(7);
        Optional<ObjectNode> known = known("note", what < 4, chance);
        Optional<ObjectNode> deal = any("deal", chance);
        if (known.isEmpty() && deal.isPresent()) {
            String word = ledger.word(Sort.NOTE, false);
            make(
                    "note",
                    word,
                    word("deal", deal.get()).orElseThrow(),
                    Map.of(
                            "content",
                            "<p>" + word + " Besuch</p><p>Größe &lt; 52 &amp; Ärmel</p>",
                            "deal_id",
                            deal.get().path("id").asLong()));
        } else if (known.isEmpty()) {
            newDeal(chance);
        } else if (what < 6) {
            String word = word("note", known.get()).orElseThrow();
            change(
                    "note",
                    known.get(),
                    "changed",
                    Map.of("content", "<p>" + word + " anders " + chance.nextInt(99) + "</p>"));
        } else {
            delete("note", known.get());
        }
    }
}
