package app.henk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What the demo tenants sell, as it is written down, read without a line of the program's own code. */
public final class DemoProducts {

    private DemoProducts() {}

    /** Of all files of the tenant, in the order of their names. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> of(String tenant) throws IOException {
        List<Map<String, Object>> products = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/demo", tenant, "products"))
                .sorted()) {
            for (Path file : files.toList()) {
                products.addAll((List<Map<String, Object>>) new Yaml().load(Files.readString(file)));
            }
        }
        return products;
    }
}
