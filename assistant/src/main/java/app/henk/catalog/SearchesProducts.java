package app.henk.catalog;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Publishes the parameters that {@link SearchParameters} reads, for they are no parameters of the method. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
    @Parameter(
            in = ParameterIn.QUERY,
            name = "q",
            description = "What it is for or like, in words",
            example = "light suit for a summer wedding",
            schema = @Schema(type = "string")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "kind",
            description = "fabric, lining or another kind of thing; any of these",
            example = "fabric",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "style",
            description = "casual, business, formal or evening",
            example = "business",
            schema = @Schema(type = "string")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "season",
            description = "spring, summer, autumn or winter; any of these",
            example = "summer",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "colour",
            description = "Any of these",
            example = "navy",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "not_colour",
            description = "None of these",
            example = "black",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "pattern",
            description = "Any of these",
            example = "plain",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "not_pattern",
            description = "None of these",
            example = "check",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "fibre",
            description = "Any of these",
            example = "wool",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "occasion",
            description = "Any of these",
            example = "wedding",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "mill",
            description = "Who made it",
            example = "Vitale Barberis",
            schema = @Schema(type = "string")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "price_min",
            description = "In the tenant's currency",
            example = "800",
            schema = @Schema(type = "number")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "price_max",
            description = "In the tenant's currency",
            example = "1500",
            schema = @Schema(type = "number")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "weight_min",
            description = "In grams a square metre",
            example = "220",
            schema = @Schema(type = "integer")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "weight_max",
            description = "In grams a square metre",
            example = "280",
            schema = @Schema(type = "integer")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "formality_min",
            description = "1 to 5",
            example = "3",
            schema = @Schema(type = "integer")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "crease_min",
            description = "1 to 5; 5 hardly creases",
            example = "3",
            schema = @Schema(type = "integer")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "care_min",
            description = "1 to 5; 5 is the easiest",
            example = "3",
            schema = @Schema(type = "integer")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "needed_by",
            description = "Only what can be ready by then",
            example = "2027-06-19",
            schema = @Schema(type = "string", format = "date")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "in_stock",
            description = "Only what is there",
            example = "true",
            schema = @Schema(type = "boolean")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "lang",
            description = "Of the texts in the answer: de, en or fr; the tenant's own when left out",
            example = "en",
            schema = @Schema(type = "string")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "limit",
            description = "1 to 20",
            example = "10",
            schema = @Schema(type = "integer")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "key",
            description = "Of the widget whose tenant is meant, for whoever has no account",
            example = "hk_live_1",
            schema = @Schema(type = "string"))
})
@interface SearchesProducts {}
