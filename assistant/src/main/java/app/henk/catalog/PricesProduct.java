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

/** Publishes the parameters that {@link OfferParameters#priced} reads. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
    @Parameter(
            in = ParameterIn.QUERY,
            name = "lining",
            description = "Number of a lining, or words for it",
            example = "HK-L01",
            schema = @Schema(type = "string")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "option",
            description = "Numbers of extras, or words for them",
            example = "HK-E01",
            array = @ArraySchema(schema = @Schema(type = "string"))),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "lang",
            description = "Of the texts in the answer: de, en or fr; the tenant's own when left out",
            example = "en",
            schema = @Schema(type = "string")),
    @Parameter(
            in = ParameterIn.QUERY,
            name = "key",
            description = "Of the widget whose tenant is meant, for whoever has no account",
            example = "hk_live_1",
            schema = @Schema(type = "string"))
})
@interface PricesProduct {}
