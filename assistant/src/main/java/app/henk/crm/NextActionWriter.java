package app.henk.crm;

import app.henk.identity.Tenant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Writes next actions better than rules can. Whoever has a model implements it; without one, rules write. */
public interface NextActionWriter {

    /**
     * Three sentences, each of at most 200 characters, in the language. Empty or failing when the model cannot; then
     * rules write. Not called within a transaction.
     *
     * @param tenant whose deal it is, and who pays for the model
     * @param language de, en or fr
     */
    Mono<List<String>> write(Tenant tenant, DealSituation deal, String language);
}
