package app.henk.knowledge;

import app.henk.identity.Principal;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What the tenant knows, in documents. Public inside its tenant. */
@Service
public class Knowledge {

    /**
     * The passages that answer a question, best first, in the asker's language where there are any.
     *
     * @return an empty list when nothing is close enough to be an answer: then the honest reply is "I don't know that"
     */
    public Mono<List<Passage>> search(Principal principal, String question, String language, int limit) {
        throw new UnsupportedOperationException();
    }
}
