package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads that a field is to be empty: "lösch die Telefonnummer von Frau Weber", "no phone number any more". */
final class Clearings {

    private static final Set<String> OF_DEALS = Set.of("value", "close", "sector", "product", "contact", "company");
    private static final Set<String> OF_OTHERS = Set.of(
            "email",
            "phone",
            "company",
            "job_title",
            "budget",
            "company_size",
            "industry",
            "urgency",
            "sector",
            "country",
            "website");

    /** Of which it is known that there is none when somebody says so; no budget any more is a reason to buy nothing. */
    private static final Set<String> SAID_GONE = Set.of("email", "phone", "website", "job_title", "close");

    private final Heard heard;
    private final Clause clause;

    Clearings(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    /** "Nimm das Abschlussdatum raus": the field is what is taken away, and not the record. */
    Optional<Command> ordered() {
        if (!new Quantities(clause).all().isEmpty()) {
            // "nimm 5 % vom Wert weg" takes away a part of it
            return Optional.empty();
        }
        return Stream.of("clear", "delete")
                .filter(heard::found)
                .flatMap(verb -> object(verb).stream())
                .findFirst();
    }

    private Optional<Command> object(String verb) {
        Heard again = heard.anew(verb);
        Clause rest = again.clause();
        return rest.all("field").stream()
                .filter(field -> !rest.isPartOfLonger(field, "reference"))
                // "lösch die Firma" is about the whole of it
                .filter(field ->
                        verb.equals("clear") || rest.at("kind", field.from()).isEmpty())
                .filter(field -> isObject(rest, field))
                .findFirst()
                .flatMap(field -> cleared(again, field));
    }

    /** Nothing but whose it is stands in front of it: "Webers Nummer", "the deal's close date". */
    private static boolean isObject(Clause rest, Hit field) {
        return IntStream.range(0, field.from())
                .allMatch(i -> rest.taken.get(i)
                        || rest.isSmall(i)
                        || rest.at("title_words", i).isPresent()
                        || rest.at("filler", i).isPresent()
                        || isWhose(rest, i, field));
    }

    private static boolean isWhose(Clause rest, int i, Hit field) {
        return IntStream.range(i, field.from())
                .allMatch(at -> rest.tokens.get(at).isCapitalised()
                        || rest.isAnyway("link", at)
                        || rest.isNamed(at)
                        || rest.at("kind", at).isPresent());
    }

    /** "Frau Weber hat keine Telefonnummer mehr": nothing is ordered, and nothing else is said. */
    Optional<Command> noMore() {
        Clause rest = clause.fresh();
        Optional<Hit> field = rest.all("field").stream()
                .filter(hit -> SAID_GONE.contains(hit.meaning()) && !rest.isAnyway("appointment", hit.from()))
                .filter(hit -> rest.beforeSmall("no_more.no", hit.from()).isPresent())
                .findFirst();
        boolean more = rest.has("no_more.more")
                || field.flatMap(hit -> rest.beforeSmall("no_more.no", hit.from()))
                        .filter(no -> no.meaning().equals("whole"))
                        .isPresent();
        if (field.isEmpty() || !more || clause.isQuestionMarked()) {
            return Optional.empty();
        }
        rest.beforeSmall("no_more.no", field.get().from()).ifPresent(rest::take);
        rest.all("no_more.more").forEach(rest::take);
        rest.all("no_more.verb").forEach(rest::take);
        boolean plain = Provisos.besidesNo(clause).isEmpty();
        return plain ? cleared(new Heard(rest, heard.situation(), heard.focus()), field.get()) : Optional.empty();
    }

    private static Optional<Command> cleared(Heard again, Hit field) {
        Clause rest = again.clause();
        String kind = new FieldOwners(again).of(field.meaning());
        rest.take(field);
        boolean deal = kind.equals(FieldOwners.DEAL);
        if (!(deal ? OF_DEALS : OF_OTHERS).contains(field.meaning())) {
            return Optional.of(new Command.Unclear(rest.raw(0, rest.size()), List.of()));
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (!deal) {
            arguments.put("kind", kind);
        }
        arguments.put("clear", field.meaning());
        return again.about(deal ? "update_deal" : "update_record", arguments);
    }
}
