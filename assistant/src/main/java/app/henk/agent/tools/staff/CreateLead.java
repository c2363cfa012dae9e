package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Leads;
import app.henk.crm.NewLead;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a lead, which the server scores. */
@Component
class CreateLead extends StaffTool {

    private final Leads leads;
    private final PeopleWriting people;

    CreateLead(Leads leads, PeopleWriting people, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "create_lead",
                        Effect.REVERSIBLE,
                        text("first_name", 120),
                        text("last_name", 120),
                        text("email", 254),
                        text("phone", 40),
                        text("company", 200),
                        decimal("budget", CreateDeal.LARGEST),
                        whole("company_size", 10_000_000),
                        choice("industry", "tech", "finance", "healthcare", "other"),
                        choice("urgency", "immediately", "this_week", "this_month", "later"),
                        text("source", 60),
                        text("notes", 4_000)),
                words);
        this.leads = leads;
        this.people = people;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        NewLead lead = new NewLead(
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
        return leads.create(who.staff(), lead, who.door(name(), arguments))
                .map(created -> people.lead(who, "lead.created", created));
    }
}
