package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.AddressBook;
import app.henk.crm.Leads;
import app.henk.crm.NewLead;
import app.henk.crm.OrganisationChange;
import app.henk.crm.Organisations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a lead, which the server scores; or somebody in the address book who wants nothing yet, or a company. */
@Component
class CreateLead extends StaffTool {

    private final Leads leads;
    private final AddressBook contacts;
    private final Organisations organisations;
    private final PeopleWriting people;

    CreateLead(Leads leads, AddressBook contacts, Organisations organisations, PeopleWriting people, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "create_lead",
                        Effect.REVERSIBLE,
                        choice("kind", "lead", "contact", "organisation"),
                        text("first_name", 120),
                        text("last_name", 120),
                        text("email", 254),
                        text("phone", 40),
                        text("company", 200),
                        text("job_title", 200),
                        decimal("budget", CreateDeal.LARGEST),
                        whole("company_size", 10_000_000),
                        choice("industry", "tech", "finance", "healthcare", "other"),
                        choice("urgency", "immediately", "this_week", "this_month", "later"),
                        text("sector", 120),
                        text("country", 120),
                        text("website", 300),
                        text("source", 60),
                        text("notes", 4_000)),
                words);
        this.leads = leads;
        this.contacts = contacts;
        this.organisations = organisations;
        this.people = people;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        var door = who.door(name(), arguments);
        return switch (arguments.text("kind").orElse("lead")) {
            case "contact" ->
                contacts.create(who.staff(), PeopleWriting.contact(arguments), door)
                        .map(made -> people.made(who, made));
            case "organisation" ->
                organisations.create(who.staff(), company(arguments), door).map(made -> people.madeCompany(who, made));
            default ->
                leads.create(who.staff(), lead(arguments), door).map(made -> people.lead(who, "lead.created", made));
        };
    }

    private static OrganisationChange company(Arguments arguments) {
        return PeopleWriting.organisation(
                arguments.has("company")
                        ? arguments.with("name", arguments.text("company").orElseThrow())
                        : arguments);
    }

    private static NewLead lead(Arguments arguments) {
        return new NewLead(
                arguments.text("first_name").orElse(null),
                arguments.text("last_name").orElse(null),
                arguments.text("email").orElse(null),
                arguments.text("phone").orElse(null),
                arguments.text("company").orElse(null),
                arguments.decimal("budget").orElse(null),
                arguments.whole("company_size").orElse(null),
                arguments.text("industry").orElse(null),
                arguments.text("urgency").orElse(null),
                null,
                null,
                arguments.text("source").orElse(null),
                arguments.text("notes").orElse(null));
    }
}
