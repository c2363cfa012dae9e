package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The figures of the customers' side and of the assistant's use, under the asker's rights, each with what it means. */
@Service
public class Kpis {

    private static final Period USUAL = new Period.Rolling(Period.Unit.DAY, -30);
    private static final int DIGITS = 2;

    private final Questions questions;
    private final TenantTransactions transactions;
    private final Statements statements;
    private final KpiStore store;
    private final Forecasts forecasts;
    private final Wording wording;
    private final SavedTime saved;

    Kpis(
            Questions questions,
            TenantTransactions transactions,
            Statements statements,
            KpiStore store,
            Forecasts forecasts,
            Wording wording,
            SavedTime saved) {
        this.questions = questions;
        this.transactions = transactions;
        this.statements = statements;
        this.store = store;
        this.forecasts = forecasts;
        this.wording = wording;
        this.saved = saved;
    }

    /**
     * @param definition what it counts, in a sentence
     * @param value empty where there is nothing yet that it could be of
     * @param text the same as it is written in the asker's language
     * @param records how many it is of; 0 for one that counts nothing itself
     */
    public record Figure(
            Kpi kpi, String name, String definition, Optional<BigDecimal> value, String text, long records) {}

    /** @param title what it is of, with its days */
    public record Told(Kpi.Panel panel, String title, DateRange period, Instant asOf, List<Figure> figures) {}

    /**
     * Fails with a problem for what is no period, in the asker's language.
     *
     * @param period in the text form of questions, such as {@code this_year}; the last 30 days when blank
     */
    public Mono<Told> of(Principal.Staff staff, Kpi.Panel panel, String period, String language) {
        return period(period)
                .map(days -> of(staff, panel, days, language))
                .orElseGet(() -> questions
                        .refused(staff, new Refusal(Refusal.Reason.UNKNOWN_PERIOD, period, List.of()), language)
                        .flatMap(refused -> Mono.error(refused.problem())));
    }

    private Mono<Told> of(Principal.Staff staff, Kpi.Panel panel, Period period, String language) {
        return questions.now(staff).flatMap(now -> {
            DateRange range = now.calendar().range(period);
            Labels labels = new Labels(
                    wording, language, now.currency(), new Known(List.of(), List.of()), Optional.of(now.calendar()));
            return counted(staff, panel, now, range, language)
                    .map(counted -> new Told(
                            panel,
                            labels.say("kpi.title." + panel.key(), Map.of("period", labels.dated(period))),
                            range,
                            now.at(),
                            panel.figures().stream()
                                    .map(kpi -> figure(
                                            kpi, counted.getOrDefault(kpi.key(), KpiStore.Counted.NOTHING), labels))
                                    .toList()));
        });
    }

    private Mono<Map<String, KpiStore.Counted>> counted(
            Principal.Staff staff, Kpi.Panel panel, Now now, DateRange range, String language) {
        return switch (panel) {
            case CUSTOMERS -> bounded(staff, store.customers(now, range));
            case USE ->
                Mono.zip(bounded(staff, store.use(now, range)), accuracy(staff, language), (counted, accuracy) -> {
                    Map<String, KpiStore.Counted> all = new HashMap<>(counted);
                    all.put(Kpi.FORECAST_ACCURACY.key(), accuracy);
                    return all;
                });
        };
    }

    private <T> Mono<T> bounded(Principal.Staff staff, Mono<T> counting) {
        return transactions.in(staff.scope(), () -> statements.bounded().then(counting));
    }

    /** Of the months before, whatever the period: one that is not over tells nothing. */
    private Mono<KpiStore.Counted> accuracy(Principal.Staff staff, String language) {
        return forecasts
                .forecast(staff, new Period.Whole(Period.Unit.QUARTER, 0), Filter.EVERYTHING, language)
                .map(forecast -> new KpiStore.Counted(
                        forecast.accuracy().stream()
                                .mapToObj(BigDecimal::valueOf)
                                .findFirst(),
                        forecast.before().stream()
                                .filter(month -> month.accuracy().isPresent())
                                .count()));
    }

    private Figure figure(Kpi kpi, KpiStore.Counted counted, Labels labels) {
        String key = "kpi." + kpi.key();
        Optional<BigDecimal> value = counted.value().map(exact -> exact.setScale(DIGITS, RoundingMode.HALF_UP));
        return new Figure(
                kpi,
                labels.say(key + ".name", Map.of()),
                labels.say(key + ".definition", Map.of("answer", saved.answer(), "entry", saved.entry())),
                value,
                value.map(known -> labels.number(known, kpi.unit())).orElseGet(labels::unknown),
                counted.records());
    }

    /** What only a comparison knows is no period here. */
    private static Optional<Period> period(String text) {
        return text.isBlank()
                ? Optional.of(USUAL)
                : PeriodText.parse(text.strip()).filter(QueryRules::standsAlone);
    }
}
