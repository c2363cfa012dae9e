package app.henk.agent.offline;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads who somebody is and how to reach them. */
final class People {

    /** Questions that are answered with a name. */
    static final Set<String> EXPECTED = Set.of("name", "contact", "reach");

    private static final int BESIDE_NAME = 4;

    private final Line line;
    private final List<String> regions;

    /** @param regions whose telephone numbers may be written without the country's prefix */
    People(Line line, List<String> regions) {
        this.line = line;
        this.regions = regions;
    }

    Contact contact() {
        Concepts concepts = line.setting().concepts();
        Contacts contacts = new Contacts(line.text(), line.words(), regions, concepts::isWord);
        Optional<Contacts.Place> email = contacts.email();
        email.ifPresent(line::take);
        Optional<Contacts.Place> broken = contacts.brokenEmail();
        broken.ifPresent(line::take);
        Optional<Contacts.Place> phone = contacts.phone();
        phone.ifPresent(line::take);
        boolean expected = EXPECTED.contains(line.setting().asked()) || email.isPresent() || phone.isPresent();
        Optional<Span<String>> name = contacts.introducedName(line.tokens(), expected)
                .filter(span -> line.taken().get(span.from(), span.to()).isEmpty());
        name.ifPresent(span -> line.takePersonal(span.from(), span.to()));
        // "P&C" in a sentence is a shop, beside an address it is one's own
        Optional<Contacts.Place> firm = expected ? contacts.firm() : Optional.empty();
        firm.ifPresent(line::take);
        Optional<Span<String>> company = firm.isPresent() ? Optional.empty() : contacts.company(line.tokens());
        company.ifPresent(span -> line.takePersonal(span.from(), span.to()));
        return new Contact(
                name.map(Span::value),
                email.map(Contacts.Place::value),
                phone.map(Contacts.Place::value),
                firm.map(Contacts.Place::value).or(() -> company.map(Span::value)),
                broken.map(Contacts.Place::value));
    }

    /** "Bob" to the question of name and e-mail. */
    private boolean isAlone(Span<String> name) {
        return line.tokens().stream().filter(token -> !token.isMark()).count() == 1
                && !line.tongue().known().contains(Token.fold(name.value()));
    }

    /** One word is a name where little else is said beside it and what is an address. */
    private boolean isAlmostAll(Span<String> name) {
        long others = java.util.stream.IntStream.range(0, line.tokens().size())
                .filter(i -> line.tokens().get(i).isWord() && !line.personal().get(i))
                .filter(i -> i < name.from() || i >= name.to())
                .count();
        boolean written = (line.tokens().get(name.from()).isCapitalised() && name.from() > 0)
                || !line.tongue().known().contains(Token.fold(name.value()));
        return others <= BESIDE_NAME && written;
    }

    /** Written like a name, with more than one word. */
    private boolean isWhole(Span<String> name) {
        return name.to() - name.from() > 1 && line.tokens().get(name.from()).isCapitalised();
    }

    /** A bare name is believed only beside an address or when it was asked for. */
    Contact leftOverName(Contact contact) {
        boolean asked = line.setting().asked().equals("name");
        boolean expected = EXPECTED.contains(line.setting().asked());
        boolean known = line.tongue().classifier().exactly(line.tokens()).isPresent();
        // what stands beside an address of somebody whose name is known is hardly another one
        boolean named = line.setting().known().named() && !asked;
        boolean addressed = contact.reachable() || contact.broken().isPresent();
        if (contact.name().isPresent() || known || !(addressed || expected)) {
            return contact;
        }
        Contacts contacts = new Contacts(
                line.text(), line.words(), List.of(), line.setting().concepts()::isWord);
        // what is for sale is nobody
        BitSet apart = (BitSet) line.taken().clone();
        apart.or(line.personal());
        return contact.email()
                .flatMap(address -> contacts.nameOf(address, line.tokens(), apart))
                .or(() -> contacts.leftOverName(
                                line.tokens(),
                                apart,
                                asked || addressed || line.tokens().size() == 1)
                        .filter(name -> !named || isWhole(name))
                        .filter(name -> name.to() - name.from() > 1
                                || isAlone(name)
                                || ((asked || addressed) && isAlmostAll(name))))
                .map(name -> {
                    line.takePersonal(name.from(), name.to());
                    return new Contact(
                            Optional.of(name.value()),
                            contact.email(),
                            contact.phone(),
                            contact.company(),
                            contact.broken());
                })
                .orElse(contact);
    }
}
