package app.henk.knowledge;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What the tenant knows, in documents. Public inside its tenant. */
@Service
public class Knowledge {

    private static final Logger log = LoggerFactory.getLogger(Knowledge.class);
    private static final int LONGEST_QUESTION = 1_000;
    private static final int NEAREST = 60;
    private static final int MOST = 20;

    private final Profiles profiles;
    private final Embeddings embeddings;
    private final PassageVectors vectors;
    private final PassageSearch passages;
    private final Tenants tenants;

    Knowledge(
            Profiles profiles, Embeddings embeddings, PassageVectors vectors, PassageSearch passages, Tenants tenants) {
        this.profiles = profiles;
        this.embeddings = embeddings;
        this.vectors = vectors;
        this.passages = passages;
        this.tenants = tenants;
    }

    /**
     * The passages that answer a question, best first, in the asker's language where there are any.
     *
     * @return an empty list when nothing is close enough to be an answer: then the honest reply is "I don't know that"
     */
    public Mono<List<Passage>> search(Principal principal, String question, String language, int limit) {
        return Mono.zip(tenants.tenant(principal.tenant()), profiles.latest(principal.tenant()))
                .flatMap(both -> {
                    Question asked = question(question, language, both.getT2());
                    List<String> languages = languages(both.getT1(), asked.language());
                    return found(principal.scope(), question, asked, both.getT2(), languages)
                            .map(found -> Ranking.answer(asked, found, Math.clamp(limit, 1, MOST)));
                });
    }

    /** Which sentences the tenant's documents are known to answer, at most half a minute old; nothing where they cannot be read. */
    public Mono<Answerable> answerable(TenantId tenant) {
        return profiles.profile(tenant).<Answerable>map(profile -> profile).onErrorResume(e -> {
            log.warn("Known questions not read, understanding without them", e);
            return Mono.just(Answerable.NOTHING);
        });
    }

    static Question question(String text, String language, Profile profile) {
        String bounded = text.length() > LONGEST_QUESTION ? text.substring(0, LONGEST_QUESTION) : text;
        Language spoken = Language.of(language);
        return Question.of(profile.everywhere().without(bounded.replace('\0', ' '), spoken), spoken, profile);
    }

    static List<String> languages(Tenant tenant, Language asked) {
        return Stream.of(asked.code(), tenant.language()).distinct().toList();
    }

    /**
     * What both legs brought.
     *
     * @param comparable whether the cosines are of the model that the cut-off was calibrated with
     */
    record Found(List<PassageSearch.Candidate> candidates, List<PassageVectors.Near> near, boolean comparable) {}

    /** Two queries: the nearest vectors, then words and concepts together with the passages of all three legs. */
    Mono<Found> found(Scope scope, String text, Question question, Profile profile, List<String> languages) {
        if (question.lexemes().isEmpty()) {
            return Mono.just(new Found(List.of(), List.of(), false));
        }
        return embeddings
                .question(profile, text, question.asked())
                .flatMap(vector -> vectors.nearest(scope, vector, embeddings.model(profile), languages, NEAREST))
                .onErrorResume(e -> {
                    log.warn("Vectors not searched, searching by words alone", e);
                    return Mono.empty();
                })
                .defaultIfEmpty(List.of())
                .flatMap(near -> passages.search(
                                scope,
                                question,
                                languages,
                                Stream.concat(
                                                near.stream().map(PassageVectors.Near::passage),
                                                question.resembled(NEAREST).stream())
                                        .distinct()
                                        .toList())
                        .map(candidates -> new Found(candidates, near, !near.isEmpty() && embeddings.comparable())));
    }
}
