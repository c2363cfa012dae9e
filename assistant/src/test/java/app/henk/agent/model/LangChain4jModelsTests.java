package app.henk.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.fakes.FakeGemini;
import app.henk.fakes.FakeReply;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiEmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** LangChain4j's own models over our connections: embeddings, and whatever streaming model someone adds. */
@Timeout(20)
class LangChain4jModelsTests {

    private final FakeGemini gemini = FakeGemini.start();
    private final ModelConnections connections = new ModelConnections(20, Duration.ofSeconds(2));

    @AfterEach
    void close() {
        connections.close();
        gemini.close();
    }

    @Test
    void passages_and_questions_are_marked_in_the_text_and_vectors_have_unit_length() {
        EmbeddingModel model = embeddings(768);

        Embedding question = model.embed("Was kostet Leinen?").content();
        Embedding passage = model.embedAll(List.of(TextSegment.from("Leinen kostet 90 Euro.")))
                .content()
                .getFirst();

        assertThat(question.dimension()).isEqualTo(model.dimension()).isEqualTo(768);
        assertThat(length(question)).isCloseTo(1f, org.assertj.core.data.Offset.offset(1e-4f));
        assertThat(length(passage)).isCloseTo(1f, org.assertj.core.data.Offset.offset(1e-4f));
        assertThat(gemini.requests().get(0).body().toString())
                .contains("task: search result | query: Was kostet Leinen?")
                .doesNotContain("taskType\":\"");
        assertThat(gemini.requests().get(1).body().toString()).contains("title: none | text: Leinen kostet 90 Euro.");
    }

    @Test
    void many_passages_go_in_batches_that_the_service_takes() {
        List<TextSegment> passages = IntStream.range(0, 250)
                .mapToObj(i -> TextSegment.from("Passage " + i))
                .toList();

        assertThat(embeddings(256).embedAll(passages).content()).hasSize(250);
        assertThat(gemini.requests())
                .hasSize(3)
                .noneMatch(request -> request.refusal().isPresent());
    }

    @Test
    void an_error_has_its_status_and_no_key() {
        EmbeddingModel refused = GoogleAiEmbeddingModel.builder()
                .httpClientBuilder(new NettyHttpClientBuilder(connections.http()))
                .baseUrl(gemini.baseUrl() + "/v1beta")
                .apiKey("AIzaSyA1234567890abcdef")
                .modelName("gemini-embedding-2")
                .maxRetries(0)
                .build();

        assertThatThrownBy(() -> refused.embed("x"))
                .hasRootCauseInstanceOf(HttpException.class)
                .hasMessageContaining("API key not valid")
                .message()
                .doesNotContain("AIza");
    }

    @Test
    void a_stream_comes_piece_by_piece_and_ends_once() throws InterruptedException {
        gemini.script(FakeReply.text("Für den ", "Sommer.").cutEvery(7));
        Listening heard = new Listening();

        streaming(Duration.ofSeconds(5)).chat("Hallo", heard);

        assertThat(heard.next()).isEqualTo("Für den ");
        assertThat(heard.next()).isEqualTo("Sommer.");
        assertThat(heard.next()).isEqualTo("complete: Für den Sommer.");
        assertThat(heard.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void silence_in_mid_stream_is_an_error_and_only_that() throws InterruptedException {
        gemini.script(FakeReply.text("Für ").thenHang());
        Listening heard = new Listening();

        streaming(Duration.ofMillis(300)).chat("Hallo", heard);

        assertThat(heard.next()).isEqualTo("Für ");
        assertThat(heard.next()).isEqualTo("error: TimeoutException");
        assertThat(gemini.clientLeavesWithin(Duration.ofSeconds(2))).isTrue();
        assertThat(heard.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void a_refusal_is_an_error_and_only_that() throws InterruptedException {
        gemini.script(FakeReply.rateLimited("3s"));
        Listening heard = new Listening();

        streaming(Duration.ofSeconds(5)).chat("Hallo", heard);

        assertThat(heard.next()).isEqualTo("error: RateLimitException");
        assertThat(heard.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void cancelling_closes_the_socket() throws InterruptedException {
        gemini.script(FakeReply.text("Für ").thenHang());
        Listening heard = new Listening();
        heard.cancelAtOnce = true;

        streaming(Duration.ofSeconds(5)).chat("Hallo", heard);

        assertThat(gemini.clientLeavesWithin(Duration.ofSeconds(2))).isTrue();
        assertThat(heard.next()).isEqualTo("Für ");
        assertThat(heard.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    private EmbeddingModel embeddings(int dimension) {
        return new GeminiEmbeddings(GoogleAiEmbeddingModel.builder()
                .httpClientBuilder(new NettyHttpClientBuilder(connections.http()))
                .baseUrl(gemini.baseUrl() + "/v1beta")
                .apiKey("AQ.key")
                .modelName("gemini-embedding-2")
                .outputDimensionality(dimension)
                .build());
    }

    private StreamingChatModel streaming(Duration timeout) {
        return GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(new NettyHttpClientBuilder(connections.http()))
                .baseUrl(gemini.baseUrl() + "/v1beta")
                .apiKey("AQ.key")
                .modelName("gemini-2.5-flash")
                .timeout(timeout)
                .build();
    }

    private static float length(Embedding embedding) {
        float sum = 0;
        for (float value : embedding.vector()) {
            sum += value * value;
        }
        return (float) Math.sqrt(sum);
    }

    private static final class Listening implements StreamingChatResponseHandler {

        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private boolean cancelAtOnce;

        String next() throws InterruptedException {
            return events.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            events.add(partial.text());
            if (cancelAtOnce) {
                context.streamingHandle().cancel();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            events.add("complete: " + response.aiMessage().text());
        }

        @Override
        public void onError(Throwable error) {
            events.add("error: " + error.getClass().getSimpleName());
        }
    }
}
