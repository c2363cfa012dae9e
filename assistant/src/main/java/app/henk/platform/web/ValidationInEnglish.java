package app.henk.platform.web;

import jakarta.validation.Configuration;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ResourceBundleMessageInterpolator;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The API speaks English, whatever language the caller's browser prefers: its readers are programmers. The messages are
 * read from their file at start and kept, whatever else memory is needed for: reading them again would block whoever
 * answers the next person who mistypes something.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ValidationInEnglish {

    private record Sample(@NotBlank String text) {}

    @Bean
    static ValidationConfigurationCustomizer englishMessages() {
        return ValidationInEnglish::speakEnglish;
    }

    @Bean
    SmartInitializingSingleton validationMessagesRead(Validator validator) {
        return () -> validator.validate(new Sample(""));
    }

    private static void speakEnglish(Configuration<?> configuration) {
        configuration.messageInterpolator(new English(new ResourceBundleMessageInterpolator(
                Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, true)));
    }

    private record English(MessageInterpolator messages) implements MessageInterpolator {

        @Override
        public String interpolate(String template, Context context) {
            return messages.interpolate(template, context, Locale.ENGLISH);
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return interpolate(template, context);
        }
    }
}
