package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may be called and reached by. */
class PersonDetailsTest {

    @ParameterizedTest
    @ValueSource(strings = {"anna@mail.example", "Anna <anna@mail.example>", "040 123456", "https://x.example", "–"})
    void an_address_or_a_number_in_the_field_of_the_name_is_no_name(String name) {
        assertThat(read(name, "+49 40 123456").errors())
                .containsExactly(new LeadCaptured.FieldError("name", "name.invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ng", "Ægir Þór", "李小龙", "Jean-Luc d’Été", "Anna-Lena von der Heide", "R2"})
    void a_name_of_any_people_is_one(String name) {
        assertThat(read(name, "").errors()).isEmpty();
        assertThat(read(name, "").fullName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "040 123456, +4940123456",
        "+43 664 1234567, +436641234567",
        "0043 664 1234567, +436641234567",
        "+33 6 12 34 56 78, +33612345678",
        "+1 (212) 555-0123, +12125550123",
        "+41 44 668 18 00, +41446681800"
    })
    void a_number_of_another_country_is_kept_with_its_prefix(String phone, String kept) {
        assertThat(read("Anna", phone).phone()).contains(kept);
        assertThat(read("Anna", phone).errors()).isEmpty();
    }

    @Test
    void a_number_that_no_country_has_is_asked_for_again() {
        for (String phone : new String[] {"+999 12345", "123", "+43 1", "0664"}) {
            assertThat(read("Anna", phone).errors())
                    .as(phone)
                    .containsExactly(new LeadCaptured.FieldError("phone", "phone.invalid"));
        }
    }

    private static PersonDetails read(String name, String phone) {
        return PersonDetails.of(Optional.of(name), Optional.empty(), Optional.of(phone), "DE");
    }
}
