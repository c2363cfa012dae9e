package app.henk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class Henk {

    public static void main(String[] args) {
        SpringApplication.run(Henk.class, args);
    }
}
