package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class LanguagesTest {

    private static final EngineData DATA = EngineData.of("");

    @Test
    void tells_the_language_of_short_messages() throws IOException {
        List<String> wrong = new ArrayList<>();
        int[] count = new int[1];
        try (var in = new ClassPathResource("understanding/languages.yaml").getInputStream()) {
            new YAMLMapper()
                    .readTree(in)
                    .properties()
                    .forEach(language -> language.getValue().forEach(message -> {
                        count[0]++;
                        String told = DATA.languages()
                                .guess(message.asString(), EngineData.LANGUAGES)
                                .language();
                        if (!told.equals(language.getKey())) {
                            wrong.add(language.getKey() + ": " + message.asString() + " → " + told);
                        }
                    }));
        }
        assertThat(count[0]).isGreaterThanOrEqualTo(150);
        assertThat(wrong).as(wrong.toString()).hasSizeLessThanOrEqualTo(count[0] * 3 / 100);
    }

    @Test
    void leaves_names_and_numbers_to_the_conversation() {
        for (String mute : List.of("Jane Miller", "0171 2345678", "12.06.2027", "...")) {
            Languages.Guess guess = DATA.languages().guess(mute, EngineData.LANGUAGES);
            assertThat(guess.grounded() && guess.margin() > 1.6).as(mute).isFalse();
        }
    }

    @Test
    void goes_on_in_the_language_of_the_talk_when_somebody_says_who_they_are_or_sends_a_form() {
        SpokenLanguage languages = new SpokenLanguage(DATA);
        for (String reach : List.of(
                "Peter Holt, peter.holt@posteo.de",
                "Jürgen Müller, 0171 2345678",
                "email: a@mail.example\nby_mail: true")) {
            for (String spoken : EngineData.LANGUAGES) {
                assertThat(languages.of(reach, EngineData.LANGUAGES, spoken))
                        .as(reach)
                        .isEqualTo(spoken);
            }
        }
    }
}
