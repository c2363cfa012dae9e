package app.henk.insights;

import java.math.BigDecimal;
import java.util.List;

/** Which records are meant. A test of what is unknown is not met; {@link Not} is met by everything else, the unknown included. */
public sealed interface Filter {

    /** Stands for the one who asks, among the values of a person. */
    String ME = "me";

    Filter EVERYTHING = new All(List.of());

    /** Without parts: everything. */
    record All(List<Filter> parts) implements Filter {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Filter> parts) implements Filter {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Filter part) implements Filter {}

    /** @param field numeric */
    record Compares(Field field, Comparator comparator, BigDecimal with) implements Filter {}

    /** @param field a date */
    record When(Field field, Relation relation, Period period) implements Filter {}

    /** @param field of words; compared without regard to case */
    record OneOf(Field field, List<String> values) implements Filter {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** @param field of words */
    record Contains(Field field, String words) implements Filter {}

    record Missing(Field field) implements Filter {}

    /** @param field a flag */
    record Is(Field field) implements Filter {}

    enum Comparator {
        EQUAL("="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    enum Relation {
        IN("in"),
        BEFORE("<"),
        /** Before it or in it. */
        UNTIL("<="),
        AFTER(">"),
        /** In it or after it. */
        FROM(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** The parts that all have to be met: each of them can be taken away alone. */
    default List<Filter> conjuncts() {
        return this instanceof All(List<Filter> parts) ? parts : List.of(this);
    }

    /** All of these, without needless nesting. */
    static Filter all(List<Filter> parts) {
        List<Filter> flat =
                parts.stream().flatMap(part -> part.conjuncts().stream()).toList();
        return flat.size() == 1 ? flat.getFirst() : new All(flat);
    }
}
