package app.henk.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A visitor's browser, without the browser. */
final class ChatClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    ChatClient(String base) {
        this.base = base;
    }

    /** A visitor's words in a new conversation, whose page has greeted already. */
    Answer say(String text) {
        return open(text).whole();
    }

    Answer say(Answer before, String text) {
        return open(Map.of("message", text, "session_id", before.session())).whole();
    }

    Answering open(String text) {
        return open(Map.of("message", text, "disclosed", true));
    }

    Answering open(Map<String, ?> body) {
        return new Answering(send(post("/api/chat", JSON.writeValueAsString(body))));
    }

    Answering resume(String session, String lastEventId) {
        return new Answering(send(request("/api/chat/" + session + "/stream")
                .header("Last-Event-ID", lastEventId)
                .GET()));
    }

    /** What the open widget hears besides its answers. */
    Answering events(String session) {
        return new Answering(send(request("/api/chat/" + session + "/events").GET()));
    }

    Answering events(String session, String lastEventId) {
        return new Answering(send(request("/api/chat/" + session + "/events")
                .header("Last-Event-ID", lastEventId)
                .GET()));
    }

    /** The same for a client of the AI SDK, which reads to the end. */
    String aiSdkEvents(String session) {
        try (InputStream body = send(HttpRequest.newBuilder(URI.create(base + "/api/chat/" + session + "/events"))
                        .timeout(PATIENCE)
                        .header("Accept", "*/*")
                        .GET())
                .body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void types(String session) {
        send(post("/api/chat/" + session + "/typing", ""));
    }

    void stop(String session) {
        send(post("/api/chat/" + session + "/stop", ""));
    }

    HttpResponse<String> raw(String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + "/api/chat"))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode history(String session) {
        try (InputStream body = send(HttpRequest.newBuilder(URI.create(base + "/api/chat/" + session + "/messages"))
                        .GET())
                .body()) {
            return JSON.readTree(body).path("messages");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).header("Accept", "text/event-stream");
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    record Event(String id, JsonNode data) {

        String type() {
            return data.path("type").asString("");
        }
    }

    /** A stream that is being read. */
    static final class Answering {

        private final HttpResponse<InputStream> response;
        private final long since = System.nanoTime();
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private final Thread reader;
        private final StringBuilder other = new StringBuilder();
        private volatile boolean ended;

        Answering(HttpResponse<InputStream> response) {
            this.response = response;
            this.reader = Thread.startVirtualThread(this::read);
        }

        int status() {
            return response.statusCode();
        }

        List<Event> soFar() {
            return List.copyOf(events);
        }

        String text() {
            return new Answer(soFar(), Duration.ZERO).text();
        }

        String session() {
            await(event -> event.type().equals("RUN_STARTED"));
            return new Answer(soFar(), Duration.ZERO).session();
        }

        Event await(Predicate<Event> which) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> events.stream().anyMatch(which));
            return events.stream().filter(which).findFirst().orElseThrow();
        }

        /** Closes the connection, as a browser does that is shut. */
        void leave() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for the end of the stream, which must be a legal one. */
        Answer whole() {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> ended);
            if (status() != 200) {
                throw new AssertionError(status() + " " + other);
            }
            Answer answer = new Answer(soFar(), Duration.ofNanos(System.nanoTime() - since));
            AgUiRules.check(answer.events().stream().map(Event::data).toList());
            return answer;
        }

        private void read() {
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String id = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("data: ")) {
                        events.add(new Event(id, JSON.readTree(line.substring(6))));
                    } else {
                        other.append(line);
                    }
                }
            } catch (IOException gone) {
                // the test left, or the server did: what came is looked at
            }
            ended = true;
        }
    }

    record Answer(List<Event> events, Duration took) {

        String session() {
            return events.getFirst().data().path("threadId").asString("");
        }

        String end() {
            return events.getLast().type();
        }

        List<JsonNode> all(String type) {
            return events.stream()
                    .filter(event -> event.type().equals(type))
                    .map(Event::data)
                    .toList();
        }

        List<JsonNode> cards(String type) {
            return all("ACTIVITY_SNAPSHOT").stream()
                    .filter(card -> card.path("activityType").asString("").equals(type))
                    .map(card -> card.path("content"))
                    .toList();
        }

        String text() {
            StringBuilder text = new StringBuilder();
            all("TEXT_MESSAGE_CONTENT")
                    .forEach(piece -> text.append(piece.path("delta").asString("")));
            return text.toString();
        }
    }

    static Map<String, Object> message(String session, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", text);
        body.put("session_id", session);
        return body;
    }
}
