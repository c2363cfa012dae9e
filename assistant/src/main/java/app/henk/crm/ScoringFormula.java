package app.henk.crm;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A tenant's scoring formula: data, versioned, its maxima summing to 100. A criterion that is missing scores 0 and is
 * named as missing.
 *
 * @param keyAccountFrom score from which on a lead is a key account
 */
record ScoringFormula(String version, int keyAccountFrom, List<Criterion> criteria) {

    ScoringFormula {
        int sum = criteria.stream().mapToInt(Criterion::max).sum();
        if (sum != 100) {
            throw new IllegalArgumentException("The maxima of formula " + version + " sum to " + sum + ", not to 100");
        }
    }

    /** Scores what is known of a lead on a day. The only place where a score comes from. */
    Score score(LeadFacts facts, LocalDate today) {
        List<Score.Line> lines = criteria.stream()
                .map(criterion -> {
                    OptionalInt points = criterion.points(facts, today);
                    return new Score.Line(
                            criterion.key(),
                            criterion.label(),
                            Math.clamp(points.orElse(0), 0, criterion.max()),
                            criterion.max(),
                            points.isEmpty());
                })
                .toList();
        int total = lines.stream().mapToInt(Score.Line::points).sum();
        return new Score(total, total >= keyAccountFrom, version, lines);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Bands.class, name = "bands"),
        @JsonSubTypes.Type(value = Choice.class, name = "choice"),
        @JsonSubTypes.Type(value = DaysUntil.class, name = "days_until"),
        @JsonSubTypes.Type(value = Completeness.class, name = "completeness")
    })
    sealed interface Criterion {

        String key();

        Map<String, String> label();

        int max();

        /** Empty when the fact that it judges is missing. */
        OptionalInt points(LeadFacts facts, LocalDate today);
    }

    /** @param from inclusive */
    record Band(BigDecimal from, int points) {}

    /** A number, by bands from the top. */
    record Bands(
            String key,
            Map<String, String> label,
            String field,
            List<Band> bands,
            @JsonProperty("else") int otherwise,
            int max)
            implements Criterion {

        @Override
        public OptionalInt points(LeadFacts facts, LocalDate today) {
            return inBands(facts.number(field), bands, otherwise);
        }
    }

    /** One of several words. */
    record Choice(
            String key,
            Map<String, String> label,
            String field,
            Map<String, Integer> choices,
            @JsonProperty("else") int otherwise,
            int max)
            implements Criterion {

        @Override
        public OptionalInt points(LeadFacts facts, LocalDate today) {
            return facts.word(field)
                    .map(word -> OptionalInt.of(choices.getOrDefault(word, otherwise)))
                    .orElseGet(OptionalInt::empty);
        }
    }

    /** Calendar days from the day of scoring to a date; negative for a date gone by. */
    record DaysUntil(
            String key,
            Map<String, String> label,
            String field,
            List<Band> bands,
            @JsonProperty("else") int otherwise,
            int max)
            implements Criterion {

        @Override
        public OptionalInt points(LeadFacts facts, LocalDate today) {
            return inBands(
                    facts.eventDate().map(date -> BigDecimal.valueOf(ChronoUnit.DAYS.between(today, date))),
                    bands,
                    otherwise);
        }
    }

    /** Points for each field that is filled; missing only when none is. */
    record Completeness(String key, Map<String, String> label, List<String> field, int pointsEach, int max)
            implements Criterion {

        @Override
        public OptionalInt points(LeadFacts facts, LocalDate today) {
            int filled = (int) field.stream().filter(facts::has).count();
            return filled == 0 ? OptionalInt.empty() : OptionalInt.of(filled * pointsEach);
        }
    }

    private static OptionalInt inBands(Optional<BigDecimal> value, List<Band> bands, int otherwise) {
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(bands.stream()
                .filter(band -> value.get().compareTo(band.from()) >= 0)
                .findFirst()
                .map(Band::points)
                .orElse(otherwise));
    }
}
