package app.henk.pipedrive;

import app.henk.crm.Activities;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import app.henk.crm.NewActivity;
import app.henk.identity.Principal;
import app.henk.pipedrive.RecordStore.OurKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A record that is there and not here yet, made here through the CRM's own use cases. */
@Component
class Creation {

    private static final int LONGEST_SUBJECT = 120;
    /** Of a note or call that says nothing. */
    static final String NOTHING = "–";

    private final Columns columns;
    private final DealInward deals;
    private final Activities activities;
    private final Mirror mirror;
    private final Neighbours neighbours;

    Creation(Columns columns, DealInward deals, Activities activities, Mirror mirror, Neighbours neighbours) {
        this.columns = columns;
        this.deals = deals;
        this.activities = activities;
        this.mirror = mirror;
        this.neighbours = neighbours;
    }

    /** Makes a record here, all that it points to being here already: calls nobody, so it may run in a transaction. */
    interface Making {
        Mono<OurKey> now();
    }

    /** What is to be done for the record. Empty when it cannot be kept here. */
    Mono<Making> of(Account account, Theirs theirs) {
        Principal.Staff who = Inward.pipedrive(account.tenant());
        Values values = theirs.values().said();
        return switch (theirs.kind()) {
            case ORGANIZATION ->
                Mono.just(mirrored(who, Entity.ORGANISATION, Kind.ORGANISATION, Columns.organisation(values)));
            case PERSON ->
                columns.person(account, values, theirs)
                        .map(fields -> mirrored(who, Entity.CONTACT, Kind.CONTACT, fields));
            case LEAD ->
                columns.lead(account, values)
                        .flatMap(fields -> neighbours.leadOf(account, fields))
                        .map(fields -> mirrored(who, Entity.LEAD, Kind.LEAD, fields));
            case DEAL -> deals.make(account, who, theirs, values);
            case ACTIVITY -> activity(account, who, values);
            case NOTE -> note(account, who, values);
        };
    }

    private Making mirrored(Principal.Staff who, Entity entity, Kind kind, Map<String, Optional<?>> fields) {
        return () -> mirror.create(who, entity, fields, Inward.DOOR).map(id -> new OurKey(kind, id));
    }

    /** What was done is history here, what is to be done a task. */
    private Mono<Making> activity(Account account, Principal.Staff who, Values values) {
        boolean done = values.text("done").equals(Optional.of("true"));
        Optional<NewActivity.Type> type = switch (values.text("type").orElse("")) {
            case "call" -> Optional.of(NewActivity.Type.CALL);
            case "email" -> Optional.of(NewActivity.Type.EMAIL);
            case "meeting", "lunch" -> Optional.of(NewActivity.Type.MEETING);
            default -> Optional.empty();
        };
        String subject = Columns.bounded(
                values.text("subject").orElse(values.text("type").orElse(NOTHING)), Columns.LONGEST_TITLE);
        Optional<LocalDate> day = values.text("due").map(LocalDate::parse);
        // what happened cannot be in the future: done before its day, it is a task that is done
        boolean ahead =
                day.filter(due -> due.isAfter(LocalDate.now(ZoneOffset.UTC))).isPresent();
        if (!done || ahead || type.isEmpty()) {
            return neighbours
                    .taskOf(account, values)
                    .flatMap(known -> columns.owned(account, values, known))
                    .map(known -> {
                        Map<String, Optional<?>> fields = new HashMap<>(known);
                        fields.put("subject", Optional.of(subject));
                        fields.putIfAbsent("due", Optional.of(LocalDate.now(ZoneOffset.UTC)));
                        day.ifPresent(due -> fields.put("due", day));
                        fields.put("done_at", done ? Optional.of(Instant.now()) : Optional.empty());
                        return mirrored(who, Entity.TASK, Kind.TASK, fields);
                    });
        }
        Instant at = day.map(due -> due.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC))
                .filter(noon -> noon.isBefore(Instant.now()))
                .orElseGet(Instant::now);
        return logged(account, who, type.get(), subject, values, Optional.of(at));
    }

    private Mono<Making> note(Account account, Principal.Staff who, Values values) {
        String text = values.text("text").orElse(NOTHING);
        String subject = Columns.bounded(text.lines().findFirst().orElse(NOTHING), LONGEST_SUBJECT);
        return logged(account, who, NewActivity.Type.NOTE, subject, values, Optional.empty());
    }

    private Mono<Making> logged(
            Account account,
            Principal.Staff who,
            NewActivity.Type type,
            String subject,
            Values values,
            Optional<Instant> at) {
        String body = values.text("text").orElse("");
        return neighbours
                .about(account, values)
                .map(about -> () -> activities
                        .log(
                                who,
                                new NewActivity(type, subject, body, about.contact(), about.lead(), about.deal(), at),
                                Inward.DOOR)
                        .map(made -> new OurKey(Kind.ACTIVITY, made.now().id())));
    }
}
