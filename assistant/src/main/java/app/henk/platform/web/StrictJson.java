package app.henk.platform.web;

import app.henk.platform.NamedDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How bodies of requests are read: exactly. An unknown field is a misspelt one, a number is not a text, a field that
 * comes twice means two different things to two readers.
 */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    private static final int DEEPEST = 40;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_TOKENS = 200_000;
    private static final int LARGEST_EXPONENT = 30;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    CodecCustomizer strictJsonOfRequests() {
        JsonMapper mapper = mapper();
        return codecs -> codecs.defaultCodecs().jacksonJsonDecoder(new StrictJsonDecoder(mapper));
    }

    static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .maxTokenCount(MOST_TOKENS)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .addModule(
                        new SimpleModule("numbers that have a size").addDeserializer(BigDecimal.class, new Decimal()))
                .addModule(new SimpleModule("days that a calendar has")
                        .addDeserializer(
                                LocalDate.class,
                                new Named<>(LocalDate.class, LocalDateDeserializer.INSTANCE, NamedDays::holds))
                        .addDeserializer(
                                Instant.class,
                                new Named<>(Instant.class, InstantDeserializer.INSTANT, NamedDays::holds)))
                .build();
    }

    /** +999999999-12-31 is a day, and there is none behind it. */
    private static final class Named<T> extends StdDeserializer<T> {

        private final ValueDeserializer<? extends T> read;
        private final Predicate<T> holds;

        Named(Class<T> type, ValueDeserializer<? extends T> read, Predicate<T> holds) {
            super(type);
            this.read = read;
            this.holds = holds;
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.DateTime;
        }

        @Override
        @SuppressWarnings("unchecked") // what is answered for a weird value is of the type that was asked for
        public T deserialize(JsonParser parser, DeserializationContext context) {
            T time = read.deserialize(parser, context);
            return time == null || holds.test(time)
                    ? time
                    : (T) context.handleWeirdStringValue(
                            handledType(),
                            time.toString(),
                            "must lie between %s and %s",
                            NamedDays.FIRST,
                            NamedDays.LAST);
        }
    }

    /** 1e999999999 is thirteen characters long and has a thousand million digits. */
    private static final class Decimal extends StdDeserializer<BigDecimal> {

        Decimal() {
            super(BigDecimal.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Float;
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isNumeric()) {
                return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
            }
            BigDecimal value = parser.getDecimalValue();
            if (Math.abs((long) value.precision() - value.scale()) > LARGEST_EXPONENT
                    || value.scale() > LARGEST_EXPONENT) {
                return (BigDecimal) context.handleWeirdNumberValue(
                        BigDecimal.class, value, "must have fewer than %d digits", LARGEST_EXPONENT);
            }
            return value;
        }
    }
}
