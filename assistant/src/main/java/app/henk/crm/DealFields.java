package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks what somebody says about a deal and finds the records that it names. Names every field that cannot be right. */
@Component
class DealFields {

    static final int LONGEST_NOTES = 20_000;

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_COMPANY = 300;
    private static final int LONGEST_SECTOR = 120;
    private static final int LONGEST_PRODUCT = 200;
    private static final int LONGEST_SOURCE = 60;
    private static final BigDecimal HIGHEST_VALUE = new BigDecimal("999999999999.99");
    private static final int DECIMALS = 2;
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

    private final References references;
    private final OrganisationNames organisations;

    DealFields(References references, OrganisationNames organisations) {
        this.references = references;
        this.organisations = organisations;
    }

    /** The columns to set. Makes an organisation that is not known yet, as part of the same request. */
    Mono<Map<String, Optional<?>>> checked(Writing writing, Map<String, Optional<?>> said) {
        Map<String, Optional<?>> fields = tidy(said);
        List<FieldError> errors = wrong(fields);
        if (!errors.isEmpty()) {
            return Mono.error(FieldErrors.of(errors));
        }
        return references.checked(writing.tenant(), fields).then(Mono.defer(() -> withOrganisation(writing, fields)));
    }

    /** Texts without space around them; an empty one is none. */
    private static Map<String, Optional<?>> tidy(Map<String, Optional<?>> said) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        said.forEach((name, value) -> fields.put(
                name,
                value.orElse(null) instanceof String text
                        ? Optional.of(text.strip()).filter(t -> !t.isEmpty() || name.equals("notes"))
                        : value));
        return fields;
    }

    private static List<FieldError> wrong(Map<String, Optional<?>> fields) {
        List<FieldError> errors = new ArrayList<>();
        fields.forEach((name, value) -> {
            switch (name) {
                case "title" -> text(errors, name, value, 1, LONGEST_TITLE);
                case "company" -> text(errors, name, value, 0, LONGEST_COMPANY);
                case "sector" -> text(errors, name, value, 0, LONGEST_SECTOR);
                case "product" -> text(errors, name, value, 0, LONGEST_PRODUCT);
                case "source" -> text(errors, name, value, 0, LONGEST_SOURCE);
                case "notes" -> text(errors, name, value, 0, LONGEST_NOTES);
                case "value" -> value.ifPresent(amount -> money(errors, (BigDecimal) amount));
                case "expected_close" -> value.ifPresent(day -> day(errors, (LocalDate) day));
                case "currency" -> currency(errors, value);
                default -> {}
            }
        });
        return errors;
    }

    private static void text(List<FieldError> errors, String name, Optional<?> value, int shortest, int longest) {
        int length = value.map(text ->
                        text.toString().codePointCount(0, text.toString().length()))
                .orElse(0);
        if (length < shortest) {
            errors.add(new FieldError(name, "is missing").breaking("required"));
        } else if (length > longest) {
            errors.add(new FieldError(name, "has at most " + longest + " characters, not " + length)
                    .breaking("too_long", Map.of("most", longest)));
        }
    }

    private static void money(List<FieldError> errors, BigDecimal amount) {
        if (amount.signum() < 0) {
            errors.add(new FieldError("value", "cannot be negative").breaking("negative"));
        } else if (amount.compareTo(HIGHEST_VALUE) > 0) {
            errors.add(new FieldError("value", "is at most " + HIGHEST_VALUE.toPlainString())
                    .breaking("at_most", Map.of("most", HIGHEST_VALUE.toPlainString())));
        } else if (amount.stripTrailingZeros().scale() > DECIMALS) {
            errors.add(new FieldError("value", "has at most two decimals").breaking("decimals"));
        }
    }

    private static void day(List<FieldError> errors, LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            errors.add(new FieldError("expected_close", "is a day between " + FIRST_DAY + " and " + LAST_DAY)
                    .breaking("day", Map.of("first", FIRST_DAY, "last", LAST_DAY)));
        }
    }

    private static void currency(List<FieldError> errors, Optional<?> code) {
        boolean known = code.map(Object::toString)
                .filter(text -> CurrencyUnit.registeredCurrencies().stream()
                        .anyMatch(currency -> currency.getCode().equals(text)))
                .isPresent();
        if (!known) {
            errors.add(new FieldError("currency", "is a code of three capital letters such as EUR"));
        }
    }

    private Mono<Map<String, Optional<?>>> withOrganisation(Writing writing, Map<String, Optional<?>> fields) {
        Optional<?> company = fields.remove("company");
        if (company == null) {
            return Mono.just(fields);
        }
        if (company.isEmpty()) {
            fields.put("organisation_id", Optional.empty());
            return Mono.just(fields);
        }
        return organisations.named(writing, company.get().toString()).map(id -> {
            fields.put("organisation_id", Optional.of(id));
            return fields;
        });
    }

    /** What a new deal has that nobody speaks of. */
    static Map<String, Object> start(Tenant tenant, Stage stage, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("currency", tenant.currency().getCode());
        fields.put("stage_key", stage.key());
        fields.put("status", stage.state());
        fields.put("probability", stage.probability());
        fields.put("stage_since", now);
        fields.put("notes", "");
        return fields;
    }
}
