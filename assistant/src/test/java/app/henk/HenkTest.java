package app.henk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on a random port, with a database of its own (see {@link TestDatabase}), a {@code
 * WebTestClient} to inject, the offline model and the demo tenants.
 *
 * <p>Tests without {@link #properties} share one context and one database: a test makes the rows that it asserts on
 * and counts only its own. Each different set of properties costs another start.
 *
 * <pre>{@code
 * @HenkTest
 * class SomethingTests {
 *     @Autowired WebTestClient http;
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = Henk.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@AutoConfigureWebTestClient(timeout = "30s")
public @interface HenkTest {

    /** For instance {@code "HENK_OFFLINE=false"}: by the names of the environment variables. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};
}
