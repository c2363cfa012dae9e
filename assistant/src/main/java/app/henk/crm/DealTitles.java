package app.henk.crm;

import app.henk.identity.Tenant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Names a deal so that a colleague knows it in a list: "Hochzeitsanzug Juni 2027". In the tenant's own language. */
@Component
class DealTitles {

    String of(Tenant tenant, SalesRules rules, LeadFacts facts) {
        String what = rules.title(facts.occasion().orElse("other"), tenant.language());
        String title = what.isEmpty() ? facts.name().or(facts::email).orElse("–") : what;
        return facts.eventDate()
                .map(date -> title + " " + month(date, tenant.language()))
                .orElse(title);
    }

    /** With whose it is, so that it is found by that name: "Hochzeitsanzug Juni 2027, Petra Lindenau". */
    String named(Tenant tenant, SalesRules rules, LeadFacts facts) {
        String title = of(tenant, rules, facts);
        return facts.name()
                .filter(name -> !title.contains(name))
                .map(name -> title + ", " + name)
                .orElse(title);
    }

    private static String month(LocalDate date, String language) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", Locale.forLanguageTag(language))
                .format(date);
    }
}
