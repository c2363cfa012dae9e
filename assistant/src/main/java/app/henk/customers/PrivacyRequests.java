package app.henk.customers;

import app.henk.identity.Audit;
import app.henk.identity.Consents;
import app.henk.identity.PersonalData;
import app.henk.identity.Principal;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What a person may ask for by the law: a copy, being forgotten, not being contacted any more. */
@Service
public class PrivacyRequests {

    /** Being contacted about a wish; every other purpose is one of mail. */
    private static final String CONTACT = "contact";

    private final TenantTransactions transactions;
    private final ExportLinks links;
    private final Erasure erasure;
    private final ErasureWords words;
    private final DataSubjects subjects;
    private final PersonalRecords records;
    private final Consents consents;
    private final MailConsents mails;
    private final Audit audit;

    PrivacyRequests(
            TenantTransactions transactions,
            ExportLinks links,
            Erasure erasure,
            ErasureWords words,
            DataSubjects subjects,
            PersonalRecords records,
            Consents consents,
            MailConsents mails,
            Audit audit) {
        this.transactions = transactions;
        this.links = links;
        this.erasure = erasure;
        this.words = words;
        this.subjects = subjects;
        this.records = records;
        this.consents = consents;
        this.mails = mails;
        this.audit = audit;
    }

    /**
     * Where the speaker's data can be fetched until then by whoever has the link; for the speaker's eyes only.
     *
     * @param json path of the machine-readable copy
     * @param pdf path of the readable one
     * @param minutes that it is good for
     */
    public record ExportLink(String json, String pdf, Instant until, long minutes) {}

    public Mono<ExportLink> export(Principal who, String language) {
        return who instanceof Principal.Staff
                ? Mono.error(Problem.forbidden("A colleague's own data is an administrator's business."))
                : links.issue(who, language).map(issued -> {
                    String path = "/api/me/export/" + issued.secret();
                    return new ExportLink(path, path + "?format=pdf", issued.until(), ExportLinks.VALID.toMinutes());
                });
    }

    /**
     * Takes the speaker out of every table, at once and for good. The caller has made sure that the person wants it.
     *
     * @param run the answer in which it was asked for: it goes on to its end and is not kept
     */
    public Mono<ErasureReceipt> erase(Principal who, String language, UUID run) {
        return erasure.of(who, "chat", Optional.of(language), Optional.of(run));
    }

    /** What was erased, in lines to read. */
    public List<String> done(ErasureReceipt receipt, String language) {
        return words.done(receipt.counts(), language);
    }

    public String kept(String language) {
        return words.kept(language);
    }

    /**
     * Keeps that a customer wants mail about something at the account's own address, without asking for it each time.
     *
     * @param purpose as {@link #purposes} names them, without {@code contact}: a wish to be contacted is told with the
     *     wish
     */
    public Mono<Void> agreeToMail(Principal.Customer who, String purpose, String channel) {
        List<String> may =
                purposes().stream().filter(one -> !one.equals(CONTACT)).toList();
        if (!may.contains(purpose)) {
            return Mono.error(unknownPurpose(may));
        }
        return transactions
                .in(
                        who.scope(),
                        () -> mails.agree(
                                who, who.email(), MailPurpose.of(purpose).orElseThrow()))
                .then(transactions.in(
                        Scope.system(who.tenant()),
                        () -> audit.append(new Audit.Entry(
                                channel, "consent.given", who.user().toString()))));
    }

    private static Problem unknownPurpose(List<String> purposes) {
        return Problem.badRequest(
                        "unknown-purpose", "There is no such purpose. There are: " + String.join(", ", purposes))
                .with("purposes", purposes);
    }

    /**
     * Takes back what the speaker agreed to, at once: nobody is contacted about it any more, mail that waits is not
     * sent, and staff see it on wish and deal. Harmless when there is nothing.
     *
     * @param purpose one alone, as {@link #purposes} names them; empty: all
     * @return how many agreements ended
     */
    public Mono<Long> withdrawConsent(Principal who, Optional<String> purpose, String channel) {
        if (!purpose.map(purposes()::contains).orElse(true)) {
            return Mono.error(unknownPurpose(purposes()));
        }
        boolean contact = purpose.isEmpty() || purpose.get().equals(CONTACT);
        return transactions.in(
                Scope.system(who.tenant()),
                () -> subjects.of(who)
                        .flatMap(person -> consents.withdrawn(person, purpose)
                                .zipWith(mails.withdraw(person, purpose.flatMap(MailPurpose::of)), Long::sum)
                                .delayUntil(ended -> contact
                                        ? records.modules()
                                                .concatMap((PersonalData module) -> module.consentWithdrawn(person))
                                        : Mono.empty())
                                .delayUntil(ended -> audit.append(new Audit.Entry(
                                        channel,
                                        "consent.withdrawn",
                                        who.scope().actor().toString())))));
    }

    /** What a person may have agreed to. */
    public static List<String> purposes() {
        List<String> purposes = new ArrayList<>(List.of(CONTACT));
        Arrays.stream(MailPurpose.values())
                .filter(purpose -> purpose != MailPurpose.WORK)
                .map(MailPurpose::key)
                .filter(purpose -> !purposes.contains(purpose))
                .forEach(purposes::add);
        return List.copyOf(purposes);
    }
}
