package app.henk.booking;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders over HTTP: a customer reads their own, staff read and change all. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    private static final int MOST = 100;

    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    record LineJson(
            @Nullable @Size(max = 40) String sku,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 120) String> options,

            @NotNull @DecimalMin("0") @Digits(integer = 10, fraction = 2)
            BigDecimal price) {}

    record NewOrderJson(
            @NotNull UUID customer_id,
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Size(max = 200) String title,
            @NotNull LocalDate promised,
            @Nullable LocalDate ordered_on,
            @Nullable @Size(max = 40) String step,
            @NotNull @Size(min = 1, max = 50) List<@Valid @NotNull LineJson> lines) {}

    /** @param reason told to the customer when the promised day moves back */
    record ChangeJson(
            @NotNull Integer version,
            @Nullable @Size(max = 40) String step,
            @Nullable LocalDate promised,
            @Nullable @Size(max = 300) String reason) {}

    record EventJson(String kind, @Nullable String before, String after, String reason, Instant at) {}

    /** @param delayed_from the day that was promised before the present one, when it has moved back */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderJson(
            UUID id,
            String number,
            String title,
            String step,
            String step_name,
            Instant step_since,
            LocalDate ordered_on,
            LocalDate promised,
            @Nullable LocalDate delayed_from,
            List<LineJson> lines,
            BigDecimal total,
            String currency,
            List<EventJson> history,
            int version) {}

    /** @param next what to pass as {@code after} for the page behind this one */
    record Page(List<OrderJson> orders, Optional<UUID> next) {}

    @GetMapping("/customer/{id}")
    Mono<Page> ofCustomer(
            Principal who,
            @PathVariable UUID id,
            @RequestParam Optional<UUID> after,
            @RequestParam(defaultValue = "50") int limit,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + MOST + ".");
        }
        return orders.of(who, id, after, limit)
                .zipWith(steps(who, headers))
                .map(both -> new Page(
                        both.getT1().stream()
                                .map(order -> json(order, both.getT2()))
                                .toList(),
                        both.getT1().size() < limit
                                ? Optional.empty()
                                : Optional.of(both.getT1().getLast().id())));
    }

    @GetMapping("/{id}")
    Mono<OrderJson> one(
            Principal who, @PathVariable UUID id, @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        return orders.find(who, id).zipWith(steps(who, headers), OrderController::json);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<OrderJson>> create(
            Principal.Staff staff,
            @Valid @RequestBody NewOrderJson entered,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        List<Order.Line> lines = entered.lines().stream()
                .map(line -> new Order.Line(
                        Optional.ofNullable(line.sku()),
                        line.name(),
                        Optional.ofNullable(line.options()).orElse(List.of()),
                        line.price()))
                .toList();
        var order = new Orders.NewOrder(
                entered.customer_id(),
                entered.number(),
                entered.title(),
                entered.promised(),
                Optional.ofNullable(entered.ordered_on()),
                Optional.ofNullable(entered.step()),
                lines);
        return orders.create(staff, order)
                .zipWith(steps(staff, headers), OrderController::json)
                .map(json -> ResponseEntity.created(URI.create("/api/orders/" + json.id()))
                        .body(json));
    }

    @PatchMapping("/{id}")
    Mono<OrderJson> change(
            Principal.Staff staff,
            @PathVariable UUID id,
            @Valid @RequestBody ChangeJson change,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        var wanted = new Orders.OrderChange(
                change.version(),
                Optional.ofNullable(change.step()),
                Optional.ofNullable(change.promised()),
                Optional.ofNullable(change.reason()).map(String::strip).orElse(""));
        return orders.change(staff, id, wanted).zipWith(steps(staff, headers), OrderController::json);
    }

    private Mono<List<Orders.StepName>> steps(Principal who, HttpHeaders headers) {
        return orders.steps(who.tenant(), AppointmentAnswers.language(headers));
    }

    private static OrderJson json(Order order, List<Orders.StepName> steps) {
        return new OrderJson(
                order.id(),
                order.number(),
                order.title(),
                order.step(),
                steps.stream()
                        .filter(step -> step.key().equals(order.step()))
                        .map(Orders.StepName::name)
                        .findFirst()
                        .orElse(order.step()),
                order.stepSince(),
                order.orderedOn(),
                order.promised(),
                order.delayed().orElse(null),
                order.lines().stream()
                        .map(line -> new LineJson(line.sku().orElse(null), line.name(), line.options(), line.price()))
                        .toList(),
                order.total(),
                order.currency(),
                order.history().stream()
                        .map(event -> new EventJson(
                                event.kind(), event.before().orElse(null), event.after(), event.reason(), event.at()))
                        .toList(),
                order.version());
    }
}
