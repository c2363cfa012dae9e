package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is to go: records that are deleted, and what came to an account by mistake. */
final class Removals {

    private final Heard heard;
    private final Clause clause;

    Removals(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    Optional<Command> delete() {
        // "enlève 5 %" takes away a part of a value
        boolean part =
                new Quantities(clause).all().stream().anyMatch(quantity -> quantity.unit() == Quantities.Unit.PERCENT);
        if (part || !heard.found("delete")) {
            return Optional.empty();
        }
        Heard again = heard.anew("delete");
        if (clause.has("plural_entity") && !again.mentions().namesSomething()) {
            Command all = again.forAll(new Call("delete_record", Map.of()));
            return Optional.of(
                    all instanceof Command.ForAll found
                            ? new Command.ForAll(
                                    found.which(), new Call("delete_record", Map.of("kind", Kinds.of(found.which()))))
                            : all);
        }
        if (isOfField(again)) {
            // "lösch das Datum": what a deal says, and not the deal
            return Optional.of(new Command.Unclear(clause.raw(0, clause.size()), List.of()));
        }
        heard.take("delete");
        String kind = heard.kind().orElseGet(this::shownKind);
        return heard.about("delete_record", Map.of("kind", kind));
    }

    private static boolean isOfField(Heard again) {
        Clause rest = again.clause();
        List<Lexicon.Hit> fields = rest.all("field").stream()
                .filter(field -> rest.at("kind", field.from()).isEmpty())
                .toList();
        boolean kind = again.kind().isPresent();
        fields.forEach(rest::take);
        return !fields.isEmpty() && !kind && again.mentions().records().isEmpty();
    }

    /** Of what kind that is which was spoken of last. */
    private String shownKind() {
        boolean named = !heard.mentions().records().isEmpty();
        return heard.situation()
                .single()
                .filter(single -> !named)
                .map(Situation.Item::kind)
                .or(() -> heard.situation().list().stream()
                        .filter(item -> !named)
                        .map(Situation.Item::kind)
                        .findFirst())
                .filter(Kinds.DELETED::contains)
                .orElse("deal");
    }

    /** "Trenne das Konto von Anna Muster": whose account it is, by name or address. */
    Optional<Command> split() {
        if (!heard.take("split")) {
            return Optional.empty();
        }
        Map<String, Object> arguments = Map.of("kind", "contact", "split", Heard.LAST);
        return heard.slots()
                .email()
                .map(email -> {
                    Map<String, Object> all = new LinkedHashMap<>(arguments);
                    all.put("which", email);
                    return Heard.call("update_record", all);
                })
                .orElseGet(() -> heard.about("update_record", arguments));
    }
}
