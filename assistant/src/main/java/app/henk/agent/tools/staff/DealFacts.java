package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.crm.DealChange;
import java.util.Optional;

/** What a call says about a deal, as a change of it. */
final class DealFacts {

    /** Which field is to be empty: the argument of whatever changes a record. */
    static final String CLEAR = "clear";

    private DealFacts() {}

    static DealChange change(Arguments arguments, DealNames.Settled.Known known) {
        DealChange change = DealChange.none();
        Optional<String> company = arguments.text("company");
        if (company.isPresent()) {
            change = change.company(company);
        }
        if (known.contact().isPresent()) {
            change = change.contact(known.contact());
        }
        if (arguments.decimal("value").isPresent()) {
            change = change.value(arguments.decimal("value"));
        }
        if (arguments.date("close").isPresent()) {
            change = change.expectedClose(arguments.date("close"));
        }
        if (arguments.text("sector").isPresent()) {
            change = change.sector(arguments.text("sector"));
        }
        if (arguments.text("product").isPresent()) {
            change = change.product(arguments.text("product"));
        }
        Optional<String> notes = arguments.text("notes");
        DealChange said = notes.isPresent() ? change.notes(notes.get()) : change;
        return cleared(said, arguments.text(CLEAR).orElse(""));
    }

    private static DealChange cleared(DealChange change, String field) {
        return switch (field) {
            case "value" -> change.value(Optional.empty());
            case "close" -> change.expectedClose(Optional.empty());
            case "sector" -> change.sector(Optional.empty());
            case "product" -> change.product(Optional.empty());
            case "contact" -> change.contact(Optional.empty());
            case "company" -> change.company(Optional.empty());
            default -> change;
        };
    }
}
