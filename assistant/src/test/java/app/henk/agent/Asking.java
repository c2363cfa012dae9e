package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Helpers;
import app.henk.customers.KnownFact;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who writes a message, as the chat hands it to the agent: first of all in a conversation, in the tenant's
 * language, with a widget that has said who answers, unless the test says otherwise.
 */
final class Asking {

    private final Principal principal;
    private final Tenant tenant;
    private final UUID conversation;
    private String language;
    private ZonedDateTime now;
    private List<Exchange> transcript = List.of();
    private Remembered remembered = Remembered.here(Map.of());
    private Map<String, String> form = Map.of();
    private boolean disclosed = true;
    private boolean modelAllowed = true;
    private Helpers helpers = Helpers.NONE;
    private Acts acts = Acts.NONE;

    private Asking(Principal principal, Tenant tenant, UUID conversation) {
        this.principal = principal;
        this.tenant = tenant;
        this.conversation = conversation;
        this.language = tenant.language();
        this.now = ZonedDateTime.now(tenant.zone());
    }

    static Asking by(Principal principal, Tenant tenant, UUID conversation) {
        return new Asking(principal, tenant, conversation);
    }

    /** A visitor who has just come. */
    static Asking visitor(Tenant tenant) {
        UUID conversation = Ids.next();
        return by(new Principal.Visitor(tenant.id(), conversation), tenant, conversation);
    }

    Asking in(String language) {
        this.language = language;
        return this;
    }

    Asking at(ZonedDateTime now) {
        this.now = now;
        return this;
    }

    Asking after(List<Exchange> transcript) {
        this.transcript = List.copyOf(transcript);
        return this;
    }

    Asking remembered(Map<String, String> here) {
        return remembered(here, List.of());
    }

    Asking remembered(Map<String, String> here, List<KnownFact> earlier) {
        this.remembered = new Remembered(Map.copyOf(here), earlier);
        return this;
    }

    Asking fillingIn(Map<String, String> form) {
        this.form = form;
        return this;
    }

    Asking doing(Acts acts) {
        this.acts = acts;
        return this;
    }

    Asking helped(Helpers helpers) {
        this.helpers = helpers;
        return this;
    }

    Asking disclosed(boolean disclosed) {
        this.disclosed = disclosed;
        return this;
    }

    Asking modelAllowed(boolean modelAllowed) {
        this.modelAllowed = modelAllowed;
        return this;
    }

    AgentRequest says(String text) {
        return new AgentRequest(
                principal,
                tenant,
                conversation,
                Ids.next(),
                Ids.next(),
                text,
                language,
                transcript,
                remembered,
                now,
                Optional.of("/"),
                form,
                disclosed,
                modelAllowed,
                helpers,
                acts);
    }
}
