package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.crm.DealChange;
import java.util.Optional;

/** What a call says about a deal, as a change of it. */
final class DealFacts {

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
        return notes.isPresent() ? change.notes(notes.get()) : change;
    }
}
