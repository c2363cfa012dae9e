package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code demo/<slug>/tenant.yaml} says of the tenant itself. Pipeline and scoring are read by whoever owns them. */
record DemoTenant(Tenant tenant, String widgetKey, List<String> allowedOrigins) {

    static DemoTenant read(String folder, BigDecimal dailyModelBudget) {
        try (InputStream in = new ClassPathResource(folder + "/tenant.yaml").getInputStream()) {
            return of(new YAMLMapper().readTree(in), dailyModelBudget);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemoTenant of(JsonNode yaml, BigDecimal dailyModelBudget) {
        JsonNode persona = yaml.path("persona");
        Tenant tenant = new Tenant(
                new TenantId(Ids.next()),
                yaml.path("slug").asString(),
                yaml.path("name").asString(),
                texts(yaml.path("languages")),
                zone(yaml.path("zone").asString()),
                CurrencyUnit.of(yaml.path("currency").asString()),
                new Tenant.Persona(
                        persona.path("name").asString(),
                        byLanguage(persona.path("title")),
                        byLanguage(persona.path("description"))),
                contact(yaml.path("contact")),
                hours(yaml.path("contact").path("hours")),
                handoff(yaml.path("handoff")),
                retention(yaml.path("retention")),
                yaml.path("dailyModelBudget").decimalValue(dailyModelBudget));
        return new DemoTenant(tenant, yaml.path("widgetKey").asString(), origins(yaml.path("allowedOrigins")));
    }

    private static ZoneId zone(String id) {
        return TimeZones.region(id).orElseThrow(() -> new IllegalArgumentException("no time zone: " + id));
    }

    private static Tenant.Contact contact(JsonNode contact) {
        JsonNode address = contact.path("address");
        String text = address.isObject()
                ? address.path("street").asString() + ", "
                        + address.path("postalCode").asString() + " "
                        + address.path("city").asString()
                : address.asString();
        return new Tenant.Contact(
                text, contact.path("phone").asString(), contact.path("email").asString());
    }

    private static Tenant.Handoff handoff(JsonNode rules) {
        return new Tenant.Handoff(
                rules.path("complaint").asBoolean(true),
                number(rules.path("groupOver")),
                Optional.of(rules.path("valueOver")).filter(JsonNode::isNumber).map(JsonNode::decimalValue));
    }

    private static Tenant.Retention retention(JsonNode periods) {
        return new Tenant.Retention(
                number(periods.path("conversationDays")).or(Tenant.Retention.USUAL::conversationDays),
                number(periods.path("measurementYears")));
    }

    private static Optional<Integer> number(JsonNode value) {
        return Optional.of(value).filter(JsonNode::isNumber).map(JsonNode::asInt);
    }

    private static Map<DayOfWeek, String> hours(JsonNode hours) {
        Map<DayOfWeek, String> byDay = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<String> spans = new ArrayList<>();
            hours.path(day.name().toLowerCase(Locale.ROOT))
                    .forEach(span -> spans.add(
                            span.path("from").asString() + "–" + span.path("to").asString()));
            if (!spans.isEmpty()) {
                byDay.put(day, String.join(", ", spans));
            }
        }
        return byDay;
    }

    /** {@code self} means our own pages, which are always allowed. */
    private static List<String> origins(JsonNode list) {
        return texts(list).stream().filter(origin -> !origin.equals("self")).toList();
    }

    private static Map<String, String> byLanguage(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties()
                .forEach(entry ->
                        map.put(entry.getKey(), entry.getValue().asString().strip()));
        return map;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return List.copyOf(texts);
    }
}
