package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.fakes.pipedrive.Person;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** People who sell, some in Henk and some in Pipedrive, all at once and each with the same deals. */
final class Sellers {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> OPEN = List.of("initial_contact", "qualified", "proposal", "negotiation");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String henk;
    private final FakePipedrive pipedrive;
    private final List<String> stagesThere;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Set<String> people = ConcurrentHashMap.newKeySet();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final List<String[]> ours = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile String token = "";
    private volatile List<String> stages = OPEN;

    Sellers(String henk, FakePipedrive pipedrive, List<String> stagesThere) {
        this.henk = henk;
        this.pipedrive = pipedrive;
        this.stagesThere = stagesThere;
    }

    /** @param open keys of the open stages here */
    void stages(List<String> open) {
        stages = open;
    }

    Set<String> made() {
        return Set.copyOf(made);
    }

    Set<String> gone() {
        return Set.copyOf(gone);
    }

    int done() {
        return done.get();
    }

    /** How many changes made no sense any more when they came, such as moving a deal that was just deleted. */
    int refused() {
        return refused.get();
    }

    /** One change in Henk, repeated under its key until somebody has said what became of it. */
    void changeHere(Random chance) {
        int what = chance.nextInt(100);
        String[] deal = ours.isEmpty() || what < 25 ? null : ours.get(chance.nextInt(ours.size()));
        if (deal == null) {
            create();
        } else if (what < 55) {
            patch(deal, Map.of("value", chance.nextInt(1, 100_000), "title", deal[1] + ": " + chance.nextInt(1_000)));
        } else if (what < 75) {
            patch(deal, Map.of("stage", stages.get(chance.nextInt(stages.size()))));
        } else if (what < 82) {
            patch(deal, Map.of("stage", chance.nextBoolean() ? "won" : "lost"));
        } else if (what < 95) {
            String word = "N" + next.incrementAndGet();
            call(
                            "POST",
                            "/api/activities",
                            Map.of("type", "note", "subject", "Notiz", "body", word, "deal_id", deal[0]))
                    .ifPresent(answer -> made.add(word));
        } else if (what < 97) {
            gone.add(deal[1]);
            call("DELETE", "/api/deals/" + deal[0], Map.of());
        } else {
            String word = "L" + next.incrementAndGet();
            String email = word.toLowerCase(Locale.ROOT) + "@leads.example";
            call("POST", "/api/leads", Map.of("first_name", "Lead", "last_name", word, "email", email, "budget", 100))
                    .ifPresent(answer -> {
                        made.add(word);
                        people.add(email);
                    });
        }
        done.incrementAndGet();
    }

    /** Addresses of people who were named on either side. */
    Set<String> people() {
        return Set.copyOf(people);
    }

    private void create() {
        String word = "H" + next.incrementAndGet();
        call("POST", "/api/deals", Map.of("title", word + ": neu", "value", next.get()))
                .ifPresent(answer -> {
                    made.add(word);
                    ours.add(new String[] {answer.path("id").asString(), word});
                });
    }

    private void patch(String[] deal, Map<String, ?> change) {
        call("PATCH", "/api/deals/" + deal[0], change);
    }

    /** One change in Pipedrive, at once. */
    void changeThere(Random chance) {
        List<ObjectNode> deals = pipedrive.all("deal");
        int what = chance.nextInt(100);
        Person person = pipedrive.person();
        try {
            if (deals.isEmpty() || what < 25) {
                String word = "P" + next.incrementAndGet();
                Map<String, Object> deal = new HashMap<>(Map.of("title", word + ": neu", "value", next.get()));
                if (what < 8) {
                    deal.put("person_id", customer(person, word));
                }
                person.create("deal", deal);
                made.add(word);
            } else {
                ObjectNode deal = deals.get(chance.nextInt(deals.size()));
                String id = deal.path("id").asString();
                String word = deal.path("title").asString().replaceFirst(":.*", "");
                if (what < 65) {
                    person.change(
                            "deal",
                            id,
                            Map.of("value", chance.nextInt(1, 100_000), "title", word + ": " + chance.nextInt(1_000)));
                } else if (what < 90) {
                    person.change(
                            "deal",
                            id,
                            Map.of(
                                    "status",
                                    "open",
                                    "stage_id",
                                    pipedrive.stage(stagesThere.get(chance.nextInt(stagesThere.size())))));
                } else if (what < 98) {
                    person.change("deal", id, Map.of("status", chance.nextBoolean() ? "won" : "lost"));
                } else {
                    gone.add(word);
                    person.delete("deal", id);
                }
            }
        } catch (RuntimeException deletedMeanwhile) {
            refused.incrementAndGet();
        }
        done.incrementAndGet();
    }

    private long customer(Person person, String word) {
        String email = word.toLowerCase(Locale.ROOT) + "@kunden.example";
        List<Map<String, Object>> emails = List.of(Map.of("value", email, "primary", true));
        long id = person.create("person", Map.of("name", "Kunde " + word, "emails", emails))
                .path("id")
                .asLong();
        people.add(email);
        return id;
    }

    /** Ends a pause. */
    void resume() {
        call("PUT", "/api/pipedrive/connection/state", Map.of("state", "connected"));
    }

    /** Asks Henk to compare both sides now, everything. */
    void compare() {
        call("POST", "/api/pipedrive/comparisons", Map.of("everything", true));
    }

    JsonNode overview() {
        return call("GET", "/api/pipedrive", Map.of()).orElseGet(JSON::createObjectNode);
    }

    /** Empty when it was refused for good. */
    Optional<JsonNode> call(String method, String path, Map<String, ?> body) {
        String key = UUID.randomUUID().toString();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                var request = HttpRequest.newBuilder(URI.create(henk + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body.isEmpty() && !method.equals("POST")
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                int status = answer.statusCode();
                if (status == 401) {
                    signIn();
                } else if (status / 100 == 2) {
                    return Optional.of(
                            answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body()));
                } else if (status / 100 == 4 && status != 429 && status != 408) {
                    refused.incrementAndGet();
                    return Optional.empty();
                } else {
                    pause();
                }
            } catch (java.io.IOException down) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        throw new IllegalStateException("Nobody answered " + method + " " + path + " for " + PATIENCE);
    }

    private void signIn() throws java.io.IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(henk + "/api/auth/login"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"admin@henk.example\",\"password\":\"henk-demo\"}"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
            token = JSON.readTree(answer.body()).path("access_token").asString("");
        } else {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
