package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {

    @Test
    void every_query_is_itself_again_when_its_text_is_read() {
        for (int seed = 0; seed < 5_000; seed++) {
            Query query = new SomeQueries(seed).next();

            assertThat(Query.parse(query.text())).as(query.text()).isEqualTo(new Reading.Understood(query));
        }
    }

    @Test
    void no_text_is_answered_with_anything_but_a_query_or_a_refusal() {
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            String text = new SomeQueries(seed).next().text();
            int at = random.nextInt(text.length());
            String broken = text.substring(0, at) + (char) random.nextInt(32, 127) + text.substring(at);

            assertThat(Query.parse(broken)).as(broken).isInstanceOf(Reading.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Deals Where amount > 10k AND stage in (proposal, "Angebot") | deals where value > 10000 and stage in (proposal, "Angebot")
                    deals where owner != me                         | deals where not assignee = me
                    deals where value between 100 and 200           | deals where value >= 100 and value <= 200
                    deals where closed between 2017-03 and 2017-05  | deals where closed in 2017-03..2017-05
                    deals where closed = last_quarter               | deals where closed in last_quarter
                    deals where closed in (2017-03, 2017-05)        | deals where closed in 2017-03 or closed in 2017-05
                    deals where sector not in (retail, medical)     | deals where not sector in (retail, medical)
                    deals where sector is known                     | deals where not sector is missing
                    deals where overdue = no                        | deals where not overdue
                    deals where company = Acme Corporation and won  | refused
                    deals where company = Acme Corporation and overdue | deals where company = "Acme Corporation" and overdue
                    deals by month measure total(value)             | deals by month(closed) measure sum(value)
                    deals by sector measure sum(value) order by value desc limit 5 | deals by sector measure sum(value) order sum(value) desc limit 5
                    deals by month(closed) order closed             | deals by month(closed) order month(closed) asc
                    deals order weighted desc                       | deals order weighted desc
                    deals compare closed in 2017-q3 with previous   | deals compare closed 2017-q3 with previous
                    """)
    void other_ways_of_writing_come_to_the_same_text(String written, String printed) {
        String text = switch (Query.parse(written)) {
            case Reading.Understood(Query query) -> query.text();
            case Reading.Refused _ -> "refused";
        };

        assertThat(text).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dales                                | UNKNOWN_ENTITY  | dales              | deals
                    deals where vallue > 3               | UNKNOWN_FIELD   | vallue             | value
                    deals where closed in last_quater    | UNKNOWN_PERIOD  | last_quater        | last_quarter
                    deals where created < previous       | UNKNOWN_PERIOD  | previous           |
                    deals where closed in previous..today | UNKNOWN_PERIOD | previous..today    |
                    deals where no_contact_days > 100001 | WRONG_TYPE      | no_contact_days 100001 | no_contact_days > 100
                    deals where days_in_stage < -999999999999 | WRONG_TYPE | days_in_stage -999999999999 | days_in_stage > 100
                    leads where no_contact_days = 1m     | WRONG_TYPE      | no_contact_days 1000000 | no_contact_days > 100
                    deals where status = open_ish        | UNKNOWN_VALUE   | status = open_ish  | open
                    deals where value > much             | WRONG_TYPE      | value much         | 10000
                    deals where sector > retail          | WRONG_TYPE      | sector >           | =
                    deals where value in last_month      | GRAMMAR         | last_month         | (
                    deals measure sum(sector)            | WRONG_TYPE      | sum(sector)        | count
                    deals measure summe                  | UNKNOWN_MEASURE | summe              | sum
                    leads measure cycle_time             | WRONG_TYPE      | cycle_time         | count
                    deals by title                       | NOT_GROUPABLE   | title              |
                    deals by month(value)                | NOT_GROUPABLE   | month(value)       |
                    deals by sector order product        | NOT_ORDERABLE   | product            | sector
                    deals by sector, stage, team         | TOO_MUCH        | 3 groups           | 2 groups
                    deals limit 5000                     | TOO_MUCH        | 5000 lines         | 1000 lines
                    deals where value > 3 drop           | GRAMMAR         | drop               |
                    """)
    void what_is_not_possible_is_refused_with_what_comes_nearest(
            String written, Refusal.Reason reason, String what, String nearest) {
        assertThat(Query.parse(written)).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(reason);
            assertThat(refused.refusal().what()).isEqualTo(what);
            if (nearest != null) {
                assertThat(refused.refusal().nearest()).contains(nearest);
            }
        });
    }

    @Test
    void a_part_that_comes_alone_cannot_bring_another_part_with_it() {
        var sections = new QuerySections("deals", "value > 3 limit 1", "", "", "", "", "");

        assertThat(Query.parse(sections)).isInstanceOf(Reading.Refused.class);
        assertThat(Query.parse(new QuerySections("deals", "value > 3", "stage", "count", "", "count desc", "5")))
                .isEqualTo(Query.parse("deals where value > 3 by stage measure count order count desc limit 5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    deals where closed in this_year by sector | deals where closed in last_year       | deals where closed in last_year by sector
                    deals where value > 100                   | deals where light = red               | deals where value > 100 and light = red
                    deals where value > 100 and stage = won   | deals where value > 500 limit 5       | deals where stage = won and value > 500 limit 5
                    deals by sector order count desc          | deals by product                      | deals by product order count desc
                    deals by sector order sector asc          | deals by product                      | deals by product
                    deals where stage = won                   | leads where score > 70                | leads where score > 70
                    deals by sector measure sum(value)        | deals compare 2017-q3 with previous   | deals by sector measure sum(value) compare 2017-q3 with previous
                    deals by assignee measure count order count desc limit 1 | deals by source | deals by source measure count order count desc
                    deals by assignee measure count order count desc limit 5 | deals by source | deals by source measure count order count desc limit 5
                    """)
    void a_follow_up_changes_what_it_speaks_of_and_leaves_the_rest(String base, String change, String refined) {
        assertThat(query(base).refined(query(change)).text()).isEqualTo(refined);
    }

    private static Query query(String text) {
        return ((Reading.Understood) Query.parse(text)).query();
    }

    @Test
    void a_field_has_one_meaning_among_the_names_of_its_entity() {
        for (Entity entity : Entity.values()) {
            List<String> names = Catalogue.fields(entity).stream()
                    .flatMap(field -> Stream.concat(Stream.of(field.key()), field.aliases().stream()))
                    .toList();

            assertThat(names).as(entity.key()).doesNotHaveDuplicates();
        }
    }
}
