package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Finds what stands there already. For what we may have made ourselves the lists are asked, which know everything at
 * once; search lags behind and is good enough only for what others made long ago.
 */
@Component
class Lookup {

    private static final int MARGIN_SECONDS = 60;
    private static final int MOST = 5_000;

    private final RecordStore records;

    Lookup(RecordStore records) {
        this.records = records;
    }

    /** The record that an earlier attempt of ours made; empty when there is none. */
    Mono<Theirs> made(Account account, Item item, Ours ours, Remote as, Instant since) {
        String reference = item.id().toString();
        return account.all(list(account, ours, as, since))
                .take(MOST)
                .map(json -> Theirs.of(as, json))
                .filter(theirs -> !theirs.gone()
                        && theirs.isFor(reference, account.connection().refs()))
                .next();
    }

    private static Call list(Account account, Ours ours, Remote as, Instant since) {
        String from = seconds(since.minusSeconds(MARGIN_SECONDS));
        Call all = as.list(Optional.empty());
        Call related = switch (as) {
            case PERSON, ORGANIZATION -> all.with("updated_since", from);
            case LEAD ->
                by(all, ours, "person", "person_id")
                        .or(() -> by(all, ours, "org", "organization_id"))
                        .orElse(all);
            case DEAL -> by(all, ours, "person", "person_id").orElse(all).with("updated_since", from);
            case ACTIVITY, NOTE ->
                by(all, ours, "deal", "deal_id")
                        .or(() -> by(all, ours, "lead", "lead_id"))
                        .or(() -> by(all, ours, "person", "person_id"))
                        .orElse(all)
                        .with("updated_since", from);
        };
        Optional<String> code = as == Remote.LEAD
                ? Optional.empty()
                : account.connection().refs().of(as);
        return code.map(field -> related.with("custom_fields", field)).orElse(related);
    }

    private static Optional<Call> by(Call list, Ours ours, String field, String parameter) {
        return ours.values().text(field).map(id -> list.with(parameter, id));
    }

    /** The deal that a lead became there; empty when it became none. */
    Mono<Theirs> converted(Account account, String lead, Optional<String> person, Instant since) {
        Call list = Remote.DEAL
                .list(Optional.empty())
                .with("include_fields", "source_lead_id")
                .with("updated_since", seconds(since.minusSeconds(MARGIN_SECONDS)));
        return account.all(person.map(id -> list.with("person_id", id)).orElse(list))
                .take(MOST)
                .filter(json -> json.path("source_lead_id").asString("").equals(lead))
                .next()
                .map(json -> Theirs.of(Remote.DEAL, json));
    }

    /**
     * The person or organisation that somebody else made before: by e-mail, or by name. The oldest of several; none that
     * stands for another record of ours.
     */
    Mono<Theirs> known(Account account, Ours ours) {
        return switch (ours.kind()) {
            case CONTACT -> byWord(account, Remote.PERSON, ours.values().text("email"), "email");
            case ORGANISATION ->
                byWord(account, Remote.ORGANIZATION, ours.values().text("name"), "name");
            case LEAD, DEAL, TASK, ACTIVITY, LEAD_NOTE, DEAL_NOTE -> Mono.empty();
        };
    }

    private Mono<Theirs> byWord(Account account, Remote kind, Optional<String> word, String field) {
        return Mono.justOrEmpty(word)
                .flatMap(term -> account.send(kind.search(term, field))
                        // search is generous: whether it is the same is decided here
                        .map(answer -> answer.items().stream()
                                .filter(item -> same(item, field, term))
                                .map(item -> item.path("id").asLong())
                                .sorted(Comparator.naturalOrder())
                                .map(String::valueOf)
                                .toList()))
                .flatMap(found -> free(account, kind, found))
                .flatMap(id -> account.read(kind, id))
                .filter(theirs -> !theirs.gone());
    }

    private static boolean same(JsonNode item, String field, String term) {
        String wanted = term.toLowerCase(Locale.ROOT);
        return field.equals("name")
                ? item.path("name")
                        .asString("")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(wanted)
                : item.path("emails")
                        .valueStream()
                        .anyMatch(email -> email.asString("")
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .equals(wanted));
    }

    private Mono<String> free(Account account, Remote kind, List<String> found) {
        return found.isEmpty()
                ? Mono.empty()
                : records.taken(account.tenant(), kind, found)
                        .flatMapMany(taken -> Flux.fromIterable(found).filter(id -> !taken.contains(id)))
                        .next();
    }

    /** Whether nothing is there, or only what was deleted. */
    Mono<Boolean> isGone(Account account, Link link) {
        return account.read(link.kind(), link.id())
                .map(Theirs::gone)
                .onErrorResume(
                        failure -> failure instanceof Failure known && known.kind() == Failure.Kind.GONE,
                        gone -> Mono.just(true));
    }

    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Link link(Theirs theirs) {
        return new Link(theirs.kind(), theirs.id());
    }
}
