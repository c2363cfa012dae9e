package app.henk.insights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures that decisions are made by, each as a question: page, chat and API ask the same. Their names stand in
 * {@code insights.board}.
 */
public enum Board {
    /** Won of all is {@code conversion}, won of the decided {@code win_rate}; the basket is what a won deal is worth. */
    KEY_FIGURES(Show.KPI, "deals measure count, revenue, basket, weighted, conversion, win_rate"),
    PIPELINE(Show.KPI, "deals where status = open measure count, sum(value), weighted"),
    FUNNEL(Show.FUNNEL, "deals by stage measure count, sum(value)"),
    SECTORS(Show.BAR, "deals by sector measure revenue, count, win_rate"),
    TOP_SECTORS(Show.BAR, "deals where status = won by sector measure avg(value) order avg(value) desc limit 5"),
    OVERDUE(Show.TABLE, "deals where overdue order expected_close asc"),
    NEXT_30_DAYS(Show.TABLE, "deals where status = open and expected_close in next_30_days order expected_close asc"),
    HEALTH(Show.DONUT, "deals where status = open by light measure count, sum(value)"),
    PERFORMANCE(Show.TABLE, "deals by assignee measure revenue, count, basket, win_rate, weighted, cycle_time"),
    REVENUE_BY_MONTH(Show.LINE, "deals where status = won by month(closed) measure revenue, count"),
    LEADS_PER_DAY(Show.LINE, "leads where created in last_30_days by day(created) measure count"),
    LEADS(Show.KPI, "leads measure count, avg(score), conversion, win_rate, avg(hours_to_contact)"),
    KEY_ACCOUNTS(Show.KPI, "leads where key_account measure count, avg(score), sum(budget)"),
    LEAD_SOURCES(Show.BAR, "leads by source measure avg(score), count, conversion"),
    INDUSTRIES(Show.DONUT, "leads by industry measure count");

    /** How it is best looked at. */
    public enum Show {
        KPI,
        TABLE,
        BAR,
        LINE,
        FUNNEL,
        DONUT
    }

    private final Show show;
    private final String question;

    Board(Show show, String question) {
        this.show = show;
        this.question = question;
    }

    public static Optional<Board> of(String key) {
        return Arrays.stream(values()).filter(board -> board.key().equals(key)).findFirst();
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Show show() {
        return show;
    }

    public Query query() {
        return switch (Query.parse(question)) {
            case Reading.Understood(Query query) -> query;
            case Reading.Refused(Refusal refusal) -> throw new IllegalStateException(name() + ": " + refusal);
        };
    }

    /** The same figures of those records alone that meet a condition: a sector, a colleague, a stretch of days. */
    public Query query(Filter only) {
        Query query = query();
        return query.where(Filter.all(List.of(query.where(), only)));
    }
}
