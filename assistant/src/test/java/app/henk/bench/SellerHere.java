package app.henk.bench;

import app.henk.bench.Ledger.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Somebody who sells in Henk: makes, changes, closes, merges, converts and deletes records of every kind. */
final class SellerHere implements Seller {

    private static final List<String> OPEN = List.of("initial_contact", "qualified", "proposal", "negotiation");

    private final HenkApi henk;
    private final Ledger ledger;
    private final Map<Sort, List<Thing>> things = new HashMap<>();

    private record Thing(String id, String word) {}

    SellerHere(HenkApi henk, Ledger ledger) {
        this.henk = henk;
        this.ledger = ledger;
        for (Sort sort : Sort.values()) {
            things.put(sort, new ArrayList<>());
        }
    }

    @Override
    public void change(Random chance) {
        int what = chance.nextInt(100);
        if (what < 10) {
            organisation(chance);
        } else if (what < 26) {
            person(chance);
        } else if (what < 44) {
            lead(chance);
        } else if (what < 82) {
            deal(chance);
        } else if (what < 92) {
            task(chance);
        } else {
            happened(chance);
        }
    }

    private Optional<Thing> any(Sort sort, Random chance) {
        List<Thing> known = things.get(sort);
        synchronized (known) {
            return known.isEmpty() ? Optional.empty() : Optional.of(known.get(chance.nextInt(known.size())));
        }
    }

    /** What there is none of yet is made first. */
    private Optional<Thing> known(Sort sort, boolean make, Random chance) {
        return make ? Optional.empty() : any(sort, chance);
    }

    private void make(Sort sort, String path, String word, String under, Map<String, ?> body) {
        henk.call("POST", path, body)
                .ifPresentOrElse(
                        answer -> {
                            ledger.made(word, under);
                            ledger.tell(word, "made here with " + body);
                            List<Thing> known = things.get(sort);
                            synchronized (known) {
                                known.add(new Thing(answer.path("id").asString(), word));
                            }
                        },
                        ledger::refused);
        ledger.done("here: " + sort.name().toLowerCase(Locale.ROOT) + " created");
    }

    private void patch(Sort sort, Thing thing, String how, Map<String, ?> body) {
        boolean done = henk.call("PATCH", path(sort) + "/" + thing.id(), body).isPresent();
        if (!done) {
            ledger.refused();
        }
        ledger.tell(thing.word(), how + " here with " + body + (done ? "" : ", refused"));
        ledger.done("here: " + sort.name().toLowerCase(Locale.ROOT) + " " + how);
    }

    private void delete(Sort sort, Thing thing) {
        ledger.going(thing.word());
        if (henk.call("DELETE", path(sort) + "/" + thing.id(), Map.of()).isEmpty()) {
            ledger.refused();
            ledger.kept(thing.word());
        } else {
            ledger.tell(thing.word(), "deleted here");
        }
        ledger.done("here: " + sort.name().toLowerCase(Locale.ROOT) + " deleted");
    }

    private static String path(Sort sort) {
        return switch (sort) {
            case ORGANISATION -> "/api/organisations";
            case PERSON -> "/api/contacts";
            case LEAD -> "/api/leads";
            case DEAL -> "/api/deals";
            case TASK -> "/api/tasks";
            case ACTIVITY, NOTE -> "/api/activities";
        };
    }

    private void organisation(Random chance) {
        int what = chance.nextInt(11);
        Optional<Thing> known = known(Sort.ORGANISATION, what < 5, chance);
        if (known.isEmpty()) {
            String word = ledger.word(Sort.ORGANISATION, true);
            make(Sort.ORGANISATION, "/api/organisations", word, "", Map.of("name", word + " GmbH", "employees", 10));
        } else if (what < 9) {
            patch(
                    Sort.ORGANISATION,
                    known.get(),
                    "changed",
                    Map.of(
                            "name",
                            known.get().word() + " GmbH " + chance.nextInt(99),
                            "employees",
                            chance.nextInt(1, 500)));
        } else if (what < 10) {
            merge(Sort.ORGANISATION, known.get(), any(Sort.ORGANISATION, chance).orElseThrow());
        } else {
            delete(Sort.ORGANISATION, known.get());
        }
    }

    private void person(Random chance) {
        int what = chance.nextInt(16);
        Optional<Thing> known = known(Sort.PERSON, what < 8, chance);
        if (known.isEmpty()) {
            String word = ledger.word(Sort.PERSON, true);
            Map<String, Object> body = new HashMap<>(Map.of(
                    "first_name", "Kunde", "last_name", word, "email", address(word), "phone", "+49 40 1" + what));
            Optional<Thing> company = known(Sort.ORGANISATION, chance.nextBoolean(), chance);
            company.ifPresent(thing -> body.put("organisation_id", thing.id()));
            make(Sort.PERSON, "/api/contacts", word, "", body);
        } else if (what < 14) {
            patch(
                    Sort.PERSON,
                    known.get(),
                    "changed",
                    Map.of(
                            "phone",
                            "+49 40 " + chance.nextInt(1_000, 99_999),
                            "first_name",
                            "Kunde " + chance.nextInt(99)));
        } else if (what < 15) {
            merge(Sort.PERSON, known.get(), any(Sort.PERSON, chance).orElseThrow());
        } else {
            delete(Sort.PERSON, known.get());
        }
    }

    private void merge(Sort sort, Thing keep, Thing gone) {
        ledger.going(gone.word());
        if (henk.call("POST", path(sort) + "/" + keep.id() + "/merges", Map.of("gone", gone.id()))
                .isEmpty()) {
            ledger.refused();
            ledger.kept(gone.word());
        } else {
            ledger.tell(gone.word(), "merged here into " + keep.word());
            ledger.tell(keep.word(), "took in here " + gone.word());
            if (sort == Sort.DEAL) {
                ledger.joined(gone.word(), keep.word());
            }
        }
        ledger.done("here: " + sort.name().toLowerCase(Locale.ROOT) + " merged");
    }

    private void lead(Random chance) {
        int what = chance.nextInt(18);
        Optional<Thing> known = known(Sort.LEAD, what < 8, chance);
        if (known.isEmpty()) {
            String word = ledger.word(Sort.LEAD, true);
            make(
                    Sort.LEAD,
                    "/api/leads",
                    word,
                    "",
                    Map.of("first_name", "Lead", "last_name", word, "email", address(word), "budget", 100));
        } else if (what < 12) {
            patch(Sort.LEAD, known.get(), "changed", Map.of("budget", chance.nextInt(1, 90_000)));
        } else if (what < 15) {
            String word = ledger.word(Sort.DEAL, true);
            make(
                    Sort.DEAL,
                    "/api/leads/" + known.get().id() + "/deal",
                    word,
                    known.get().word(),
                    Map.of("title", word + ": aus Lead", "value", chance.nextInt(1, 90_000)));
        } else if (what < 17) {
            patch(Sort.LEAD, known.get(), "closed", Map.of("status", "lost"));
        } else {
            delete(Sort.LEAD, known.get());
        }
    }

    private void deal(Random chance) {
        int what = chance.nextInt(40);
        Optional<Thing> known = known(Sort.DEAL, what < 10, chance);
        if (known.isEmpty()) {
            newDeal(chance);
        } else if (what < 20) {
            patch(
                    Sort.DEAL,
                    known.get(),
                    "changed",
                    Map.of(
                            "value",
                            chance.nextInt(1, 100_000),
                            "title",
                            known.get().word() + ": " + chance.nextInt(1_000)));
        } else if (what < 23) {
            patch(
                    Sort.DEAL,
                    known.get(),
                    "changed",
                    Map.of("expected_close", "2027-0" + chance.nextInt(1, 10) + "-15"));
        } else if (what < 30) {
            patch(Sort.DEAL, known.get(), "moved", Map.of("stage", OPEN.get(chance.nextInt(OPEN.size()))));
        } else if (what < 33) {
            patch(Sort.DEAL, known.get(), "closed", Map.of("status", "won"));
        } else if (what < 35) {
            patch(
                    Sort.DEAL,
                    known.get(),
                    "closed",
                    Map.of("status", "lost", "lost_reason", "zu teuer " + chance.nextInt(99)));
        } else if (what < 36) {
            patch(Sort.DEAL, known.get(), "reopened", Map.of("status", "open"));
        } else if (what < 38) {
            merge(Sort.DEAL, known.get(), any(Sort.DEAL, chance).orElseThrow());
        } else {
            delete(Sort.DEAL, known.get());
        }
    }

    private void newDeal(Random chance) {
        String word = ledger.word(Sort.DEAL, true);
        Map<String, Object> body = new HashMap<>(
                Map.of("title", word + ": neu", "value", chance.nextInt(1, 50_000), "stage", "qualified"));
        Optional<Thing> person = known(Sort.PERSON, chance.nextBoolean(), chance);
        person.ifPresent(thing -> body.put("contact_id", thing.id()));
        known(Sort.ORGANISATION, chance.nextInt(3) > 0, chance)
                .ifPresent(thing -> body.put("organisation_id", thing.id()));
        make(Sort.DEAL, "/api/deals", word, "", body);
    }

    private void task(Random chance) {
        int what = chance.nextInt(10);
        Optional<Thing> known = known(Sort.TASK, what < 4, chance);
        Optional<Thing> deal = any(Sort.DEAL, chance);
        if (known.isEmpty() && deal.isPresent()) {
            String word = ledger.word(Sort.TASK, true);
            make(
                    Sort.TASK,
                    "/api/tasks",
                    word,
                    deal.get().word(),
                    Map.of(
                            "subject",
                            word + " anrufen",
                            "due",
                            "2027-0" + chance.nextInt(1, 10) + "-10",
                            "deal_id",
                            deal.get().id()));
        } else if (known.isEmpty()) {
            newDeal(chance);
        } else if (what < 7) {
            patch(
                    Sort.TASK,
                    known.get(),
                    "changed",
                    Map.of(
                            "subject",
                            known.get().word() + " anrufen " + chance.nextInt(99),
                            "due",
                            "2027-0" + chance.nextInt(1, 10) + "-11"));
        } else if (what < 9) {
            patch(Sort.TASK, known.get(), "closed", Map.of("done", true));
        } else {
            delete(Sort.TASK, known.get());
        }
    }

    /** A call, a meeting or a note, with a deal, a lead or a person. */
    private void happened(Random chance) {
        boolean note = chance.nextBoolean();
        Sort on = List.of(Sort.DEAL, Sort.DEAL, Sort.LEAD, Sort.PERSON).get(chance.nextInt(4));
        Optional<Thing> about = any(on, chance);
        if (about.isEmpty()) {
            newDeal(chance);
            return;
        }
        String word = ledger.word(note ? Sort.NOTE : Sort.ACTIVITY, true);
        String key = on == Sort.DEAL ? "deal_id" : on == Sort.LEAD ? "lead_id" : "contact_id";
        String type = note ? "note" : chance.nextBoolean() ? "call" : "meeting";
        make(
                note ? Sort.NOTE : Sort.ACTIVITY,
                "/api/activities",
                word,
                about.get().word(),
                Map.of(
                        "type",
                        type,
                        "subject",
                        word + " " + type,
                        "body",
                        "Größe < 52 & Ärmel " + chance.nextInt(99),
                        key,
                        about.get().id()));
    }

    private static String address(String word) {
        return word.toLowerCase(Locale.ROOT) + "@kunden.example";
    }
}
