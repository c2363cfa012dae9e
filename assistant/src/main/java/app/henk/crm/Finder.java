package app.henk.crm;

import app.henk.crm.Match.Closeness;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who or what somebody means by a name. Shows what the asker may see and nothing else. */
@Service
public class Finder {

    private static final int LONGEST = 200;
    private static final int MOST = 50;
    private static final int CHOICE = 8;
    private static final int NEAREST = 3;
    private static final Comparator<Match> BEST = Comparator.comparing(Match::closeness)
            .thenComparing(Match::similarity, Comparator.reverseOrder())
            .thenComparing(Match::entity);

    private final TenantTransactions transactions;
    private final NameSearch search;

    Finder(TenantTransactions transactions, NameSearch search) {
        this.transactions = transactions;
        this.search = search;
    }

    /**
     * Records that the words may name, the best first: what is called exactly that, then what belongs to somebody called
     * that, then what has all the words, then what is spelt alike. Accents, case, "ue" for "ü" and "Frau" do not matter.
     * An e-mail address finds whoever has it, and what is theirs. Words of more than 200 characters are a problem.
     *
     * @param kinds among deal, lead, contact, organisation and salesperson; tasks and activities have no names
     * @param limit 1 to 50
     */
    public Mono<List<Match>> named(Principal.Staff staff, String words, Set<Entity> kinds, int limit) {
        String given = words.strip();
        if (given.length() > LONGEST) {
            return Mono.error(Problem.badRequest("name-too-long", "A name has at most " + LONGEST + " characters."));
        }
        Spelling said = Spelling.said(given);
        return said.isEmpty()
                ? Mono.just(List.of())
                : transactions.in(
                        staff.scope(),
                        () -> (given.contains("@") ? search.byEmail(kinds, given) : search.byName(kinds, said))
                                .map(found -> found.stream()
                                        .sorted(BEST)
                                        .limit(Math.clamp(limit, 1, MOST))
                                        .toList()));
    }

    /** The one that is meant, or those between which to choose, or what is spelt alike when there is none. */
    public Mono<Found> one(Principal.Staff staff, String words, Set<Entity> kinds) {
        return named(staff, words, kinds, MOST).map(Finder::found);
    }

    private static Found found(List<Match> matches) {
        List<Match> best = matches.stream()
                .filter(match -> match.closeness() == matches.getFirst().closeness())
                .toList();
        if (best.isEmpty() || best.getFirst().closeness() == Closeness.SIMILAR) {
            return new Found.None(best.stream().limit(NEAREST).toList());
        }
        return best.size() == 1
                ? new Found.One(best.getFirst())
                : new Found.Several(best.stream().limit(CHOICE).toList());
    }
}
