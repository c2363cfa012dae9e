package app.henk.agent.offline.staff;

import app.henk.insights.Kpi;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is asked of the customers' side and of the assistant's use: all of it, or one figure, of a time. */
final class KpiQuestions {

    private static final String PREFIX = "kpi_";

    private final Clause clause;

    KpiQuestions(Heard heard) {
        this.clause = heard.clause();
    }

    private record Found(String key, BitSet at) {}

    /** Nothing where anything else is said: no figure is given for a condition that it does not know. */
    Optional<Command> read() {
        List<Periods.Dated> times = new Periods(clause.fresh(), false, Optional.empty(), false).all();
        return keys().flatMap(key -> CommandPatterns.find(PREFIX + key, clause).map(at -> new Found(key, at)).stream())
                .max(Comparator.comparingInt(found -> found.at().cardinality()))
                .filter(found -> times.size() <= 1 && isAll(found.at(), times))
                .flatMap(found -> Heard.call("find", arguments(found.key(), times)));
    }

    private static Stream<String> keys() {
        return Stream.concat(
                Arrays.stream(Kpi.Panel.values()).map(Kpi.Panel::key),
                Arrays.stream(Kpi.values()).map(Kpi::key));
    }

    private static Map<String, Object> arguments(String key, List<Periods.Dated> times) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Optional<Kpi> one = Kpi.of(key);
        arguments.put("entity", PREFIX + one.map(kpi -> kpi.panel().key()).orElse(key));
        one.ifPresent(kpi -> arguments.put("measure", kpi.key()));
        times.forEach(time -> arguments.put("where", time.text()));
        return arguments;
    }

    private boolean isAll(BitSet phrase, List<Periods.Dated> times) {
        for (int i = 0; i < clause.size(); i++) {
            int at = i;
            boolean ofTime = times.stream().anyMatch(time -> time.from() <= at && at < time.to());
            if (!phrase.get(i) && !ofTime && !clause.isSmall(i)) {
                return false;
            }
        }
        return times.stream().allMatch(time -> time.relation().equals("in"));
    }
}
