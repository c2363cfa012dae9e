package app.henk.agent.offline;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * A telephone number as the house can dial it: "020 7946 0321", written in English, is one in Britain where it can be none
 * of the house's own country.
 */
final class Dialable {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String NOWHERE = "ZZ";

    private Dialable() {}

    static Optional<String> phone(Dialogue dialogue) {
        return dialogue.contact.phone().map(written -> inFull(written, dialogue));
    }

    private static String inFull(String written, Dialogue dialogue) {
        String home = parsed(dialogue.turn.tenant().contact().phone(), NOWHERE)
                .map(NUMBERS::getRegionCodeForNumber)
                .orElse(NOWHERE);
        boolean known = parsed(written, home).filter(NUMBERS::isValidNumber).isPresent();
        return known
                ? written
                : dialogue.words().list("phone_regions").stream()
                        .flatMap(
                                region -> parsed(written, region)
                                        .filter(number -> NUMBERS.isValidNumberForRegion(number, region))
                                        .stream())
                        .findFirst()
                        .map(number -> NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL))
                        .orElse(written);
    }

    private static Optional<PhoneNumber> parsed(String written, String region) {
        try {
            return Optional.of(NUMBERS.parse(written, region));
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }
}
