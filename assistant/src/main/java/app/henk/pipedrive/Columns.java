package app.henk.pipedrive;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Values from there as the CRM's columns, as far as they say something; what they point to is brought here first. */
@Component
class Columns {

    static final int LONGEST_TITLE = 300;

    private final Neighbours neighbours;
    private final Owners owners;

    Columns(Neighbours neighbours, Owners owners) {
        this.neighbours = neighbours;
        this.owners = owners;
    }

    static Map<String, Optional<?>> organisation(Values values) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.text("name").ifPresent(name -> fields.put("name", Optional.of(bounded(name, LONGEST_TITLE))));
        values.get("website").ifPresent(site -> fields.put("website", given(site)));
        values.get("employees")
                .ifPresent(number -> fields.put("employees", given(number).map(Integer::parseInt)));
        return fields;
    }

    /** Of a lead or a deal itself. */
    static String note(Values values) {
        return values.get("text").orElse("");
    }

    static Map<String, Optional<?>> task(Values values) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.text("subject")
                .ifPresent(subject -> fields.put("subject", Optional.of(bounded(subject, LONGEST_TITLE))));
        values.text("due").ifPresent(day -> fields.put("due", Optional.of(LocalDate.parse(day))));
        values.get("done")
                .ifPresent(done ->
                        fields.put("done_at", done.equals("true") ? Optional.of(Instant.now()) : Optional.empty()));
        return fields;
    }

    /** With what it hangs on there, where that is something. */
    Mono<Map<String, Optional<?>>> placed(Account account, Values values, Map<String, Optional<?>> fields) {
        Values said = values.said();
        return reference(account, said, "person", Remote.PERSON, fields, "contact_id")
                .flatMap(known -> reference(account, said, "lead", Remote.LEAD, known, "lead_id"))
                .flatMap(known -> reference(account, said, "deal", Remote.DEAL, known, "deal_id"));
    }

    Mono<Map<String, Optional<?>>> person(Account account, Values values, Theirs theirs) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.get("name").ifPresent(name -> {
            String first = theirs.json().path("first_name").asString("").strip();
            String last = theirs.json().path("last_name").asString("").strip();
            boolean parts = (first + " " + last).strip().equals(name);
            fields.put("first_name", Optional.of(parts ? first : ""));
            fields.put("last_name", Optional.of(parts ? last : name));
        });
        values.get("email").ifPresent(email -> fields.put("email", given(email)));
        values.get("phone").ifPresent(phone -> fields.put("phone", given(phone)));
        return reference(account, values, "org", Remote.ORGANIZATION, fields, "organisation_id");
    }

    Mono<Map<String, Optional<?>>> lead(Account account, Values values) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.get("value").ifPresent(value -> fields.put("budget", given(value).map(BigDecimal::new)));
        values.text("currency").ifPresent(code -> fields.put("currency", Optional.of(code)));
        values.get("archived")
                .ifPresent(
                        archived -> fields.put("status", Optional.of(archived.equals("true") ? "lost" : "contacted")));
        return reference(account, values, "org", Remote.ORGANIZATION, fields, "organisation_id")
                // a lead here is always somebody's
                .flatMap(known -> values.text("person").isPresent()
                        ? reference(account, values, "person", Remote.PERSON, known, "contact_id")
                        : Mono.just(known))
                .flatMap(known -> owned(account, values, known));
    }

    /** Without an owner who is no colleague here. */
    Mono<Values> ofColleagues(Account account, Values values) {
        return Mono.justOrEmpty(values.text("owner"))
                .flatMap(remote -> owners.colleague(account.tenant(), remote))
                .map(colleague -> values)
                .defaultIfEmpty(values.without("owner"));
    }

    /** With the colleague whose it is there, where that is one. */
    Mono<Map<String, Optional<?>>> owned(Account account, Values values, Map<String, Optional<?>> fields) {
        return Mono.justOrEmpty(values.text("owner"))
                .flatMap(remote -> owners.colleague(account.tenant(), remote))
                .map(colleague -> {
                    Map<String, Optional<?>> more = new HashMap<>(fields);
                    more.put("assignee_id", Optional.of(colleague));
                    return more;
                })
                .defaultIfEmpty(fields);
    }

    /** Our record that this one there is; brought here when it is not yet. */
    private Mono<Map<String, Optional<?>>> reference(
            Account account, Values values, String field, Remote kind, Map<String, Optional<?>> fields, String column) {
        if (!values.has(field)) {
            return Mono.just(fields);
        }
        if (values.text(field).isEmpty()) {
            fields.put(column, Optional.empty());
            return Mono.just(fields);
        }
        return neighbours
                .of(account, new Item.Link(kind, values.text(field).get()))
                .map(id -> {
                    fields.put(column, Optional.of(id));
                    return fields;
                })
                .defaultIfEmpty(fields);
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    static String bounded(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        // never half of a character
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
