package app.henk.agent.model;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import java.util.List;

/**
 * Gemini's embeddings, of unit length at every dimension. A passage is told from a question by the text itself, the task
 * parameter being ignored by this model: {@link #embedAll} embeds passages, {@link #embed(String)} a question. Blocks:
 * call it on a virtual thread.
 */
final class GeminiEmbeddings implements EmbeddingModel {

    private static final String QUESTION = "task: search result | query: ";
    private static final String PASSAGE = "title: none | text: ";

    private final EmbeddingModel model;

    GeminiEmbeddings(EmbeddingModel model) {
        this.model = model;
    }

    @Override
    public Response<Embedding> embed(String question) {
        return normalised(model.embed(QUESTION + question));
    }

    @Override
    public Response<Embedding> embed(TextSegment passage) {
        return normalised(model.embed(PASSAGE + passage.text()));
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> passages) {
        Response<List<Embedding>> raw = model.embedAll(passages.stream()
                .map(passage -> TextSegment.from(PASSAGE + passage.text()))
                .toList());
        raw.content().forEach(Embedding::normalize);
        return raw;
    }

    /** Here the request says itself whether it is a question or a passage. */
    @Override
    public EmbeddingResponse embed(EmbeddingRequest request) {
        EmbeddingResponse raw = model.embed(request);
        raw.embeddings().forEach(Embedding::normalize);
        return raw;
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public String modelName() {
        return model.modelName();
    }

    private static Response<Embedding> normalised(Response<Embedding> raw) {
        raw.content().normalize();
        return raw;
    }
}
