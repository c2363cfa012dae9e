package app.henk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Henk {

    public static void main(String[] args) {
        SpringApplication.run(Henk.class, args);
    }
}
