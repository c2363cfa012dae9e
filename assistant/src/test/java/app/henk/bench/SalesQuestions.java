package app.henk.bench;

import app.henk.crm.DealFilter;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Finder;
import app.henk.crm.LeadFilter;
import app.henk.crm.Leads;
import app.henk.crm.MyDay;
import app.henk.identity.Principal;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/** What is asked of a large pipeline, each time for something else. */
record SalesQuestions(ApplicationContext henk, Principal.Staff rep, List<UUID> deals, SalesHttp http) {

    private static final int PAGE = 50;
    private static final List<String> NAMES = List.of("Müller", "Lefevre", "Becker Textil", "Krueger", "Taylor Soft");
    private static final List<String> MISSPELT =
            List.of("Müler", "Lefevere", "Bekker Textil", "Krugger", "Tailor Soft");
    private static final List<String> WORDS = List.of("fräse müller", "roboter weber", "lizenz koch", "presse wolf");
    private static final List<String> SECTORS = List.of("technology", "retail", "finance", "energy", "software");

    /** By name; the number tells the calls of one apart. */
    Map<String, IntFunction<Mono<?>>> all() {
        Deals crm = henk.getBean(Deals.class);
        Leads leads = henk.getBean(Leads.class);
        Map<String, IntFunction<Mono<?>>> all = new LinkedHashMap<>();
        all.put("leads, 50 best", n -> leads.list(rep, LeadFilter.ALL, Optional.empty(), PAGE));
        all.put("deals, 50 newest", n -> crm.list(rep, DealFilter.ALL, Optional.empty(), PAGE));
        all.put("deals, filtered", n -> crm.list(rep, filter(n), Optional.empty(), PAGE));
        all.put("deals, full text", n -> crm.list(rep, text(word(WORDS, n)), Optional.empty(), PAGE));
        all.put("deal with history", n -> crm.sheet(rep, deals.get(Math.floorMod(n * 7919, deals.size()))));
        all.put("name finder", n -> named(word(NAMES, n)));
        all.put("name misspelt", n -> named(word(MISSPELT, n)));
        all.put("my day", n -> henk.getBean(MyDay.class).of(rep));
        all.put(
                "list by question",
                n -> http.ask(
                        "deals where status = open and value > " + (20_000 + n * 100) + " order value desc limit 50"));
        all.put(
                "KPI set",
                n -> http.ask("deals where sector = " + word(SECTORS, n)
                        + " measure count, sum(value), weighted, avg(value), conversion"));
        all.put("group by stage", n -> http.ask("deals by stage measure count, sum(value)"));
        all.put("group by month", n -> http.ask("deals where closed in last_year by month(closed) measure sum(value)"));
        all.put("group by salesperson", n -> http.ask("deals by assignee measure count, conversion"));
        all.put("what-if", n -> http.whatIf(n % 20 + 1));
        return all;
    }

    private Mono<?> named(String words) {
        return henk.getBean(Finder.class)
                .named(rep, words, Set.of(Entity.CONTACT, Entity.ORGANISATION, Entity.DEAL), 8);
    }

    private static String word(List<String> words, int n) {
        return words.get(Math.floorMod(n, words.size()));
    }

    private static DealFilter text(String words) {
        return with(Optional.of(words), Set.of(), Set.of(), Optional.empty(), OptionalInt.empty());
    }

    private static DealFilter filter(int n) {
        return with(
                Optional.empty(),
                Set.of("open"),
                Set.of(word(SECTORS, n)),
                Optional.of(BigDecimal.valueOf(10_000 + n)),
                OptionalInt.of(10));
    }

    private static DealFilter with(
            Optional<String> text,
            Set<String> status,
            Set<String> sectors,
            Optional<BigDecimal> minValue,
            OptionalInt noContactDays) {
        DealFilter all = DealFilter.ALL;
        return new DealFilter(
                text,
                all.stages(),
                status,
                sectors,
                all.assignees(),
                all.organisation(),
                all.contact(),
                all.email(),
                minValue,
                all.maxValue(),
                all.closeFrom(),
                all.closeTo(),
                noContactDays,
                all.minHealth(),
                all.maxHealth());
    }
}
