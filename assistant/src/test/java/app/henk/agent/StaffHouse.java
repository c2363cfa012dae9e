package app.henk.agent;

import app.henk.crm.SalesTeam;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A rep in a house of their own, where nobody else's records are, without a model. */
abstract class StaffHouse extends StaffDesk {

    @Autowired
    ApplicationContext context;

    /** The product's own, which has no model here but its engine. */
    @Autowired
    SalesAgent engine;

    SalesTeam team;
    Tenant house;

    @BeforeEach
    void a_house() {
        team = SalesTeam.in(context);
        house = team.open();
        rep = new StaffTurns(transactions, database, house, team.colleague(house, "Mona Lind", Role.SALES));
    }

    UUID deal(String title, String value) {
        return team.deal(house, title, value, Optional.of(rep.staff.user()));
    }

    void run(String sql) {
        team.run(house.id(), sql);
    }

    /** To the engine, what it answers with plain blanks. */
    String asks(String text) {
        return answer(rep.said(engine, text));
    }

    static String answer(List<AgentEvent> events) {
        return Turns.answer(events).text().replaceAll("[\\u00a0\\u202f]", " ");
    }
}
