package app.henk.crm;

import app.henk.crm.LeadCaptured.FieldError;
import app.henk.identity.Tenant;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * How a person is called and reached, in the one form in which it is kept: e-mail in lower case, phone in E.164.
 *
 * @param errors what was given and cannot be right
 */
record PersonDetails(
        String firstName, String lastName, Optional<String> email, Optional<String> phone, List<FieldError> errors) {

    // enough to catch slips; whether a mailbox exists only a mail can tell
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@<>(),;:\"\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,250})\\.\\p{L}{2,63}");
    private static final int LONGEST_NAME = 120;
    private static final String UNKNOWN_REGION = "ZZ";

    /** @param region two letters of the country whose numbers are written without a prefix */
    static PersonDetails of(Optional<String> name, Optional<String> email, Optional<String> phone, String region) {
        List<FieldError> errors = new ArrayList<>();
        Optional<String> mail = email.map(PersonDetails::tidy)
                .filter(given -> !given.isEmpty())
                .map(given -> given.toLowerCase(Locale.ROOT));
        if (mail.isPresent()
                && (!EMAIL.matcher(mail.get()).matches() || mail.get().contains(".."))) {
            errors.add(new FieldError("email", "email.invalid"));
        }
        Optional<String> given = phone.map(PersonDetails::tidy).filter(p -> !p.isEmpty());
        Optional<String> number = given.flatMap(p -> e164(p, region));
        if (given.isPresent() && number.isEmpty()) {
            errors.add(new FieldError("phone", "phone.invalid"));
        }
        String called = name.map(PersonDetails::tidy).orElse("");
        if (!called.isEmpty() && !isName(called)) {
            errors.add(new FieldError("name", "name.invalid"));
        }
        int space = called.lastIndexOf(' ');
        String first = space < 0 ? called : called.substring(0, space);
        String last = space < 0 ? "" : called.substring(space + 1);
        return new PersonDetails(first, last, mail, number, List.copyOf(errors));
    }

    /** The country whose people leave out the prefix: that of the tenant's own phone, else none. */
    static String regionOf(String ownPhone) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            String region = numbers.getRegionCodeForNumber(numbers.parse(ownPhone, UNKNOWN_REGION));
            return region == null ? UNKNOWN_REGION : region;
        } catch (NumberParseException noPhone) {
            return UNKNOWN_REGION;
        }
    }

    /** Off the event loop: the phone library reads each country's numbering plan from a file when it first needs it. */
    static Mono<PersonDetails> read(
            Tenant tenant, Optional<String> name, Optional<String> email, Optional<String> phone) {
        return Mono.fromCallable(
                        () -> of(name, email, phone, regionOf(tenant.contact().phone())))
                .subscribeOn(Schedulers.boundedElastic());
    }

    boolean hasName() {
        return !firstName.isEmpty() || !lastName.isEmpty();
    }

    String fullName() {
        return (firstName + " " + lastName).strip();
    }

    private static Optional<String> e164(String phone, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            var parsed = numbers.parse(phone, region);
            return numbers.isValidNumber(parsed)
                    ? Optional.of(numbers.format(parsed, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** An address or a number that got into the field of the name is no name. */
    private static boolean isName(String called) {
        return called.length() <= LONGEST_NAME
                && !called.contains("://")
                && !called.contains("@")
                && called.codePoints().anyMatch(Character::isLetter);
    }

    private static String tidy(String text) {
        if (isTidy(text)) {
            return text.strip();
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }

    /** Most texts are: a file of names need not be taken apart for it. No letter below U+0300 is put together of others. */
    private static boolean isTidy(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign < ' ' || sign == 0x7f || sign >= 0x300 || (sign == ' ' && before == ' ')) {
                return false;
            }
            before = sign;
        }
        return true;
    }
}
