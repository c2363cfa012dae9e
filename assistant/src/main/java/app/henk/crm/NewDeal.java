package app.henk.crm;

import java.util.Optional;
import java.util.UUID;

/**
 * A deal to be made. A title is enough; value and company may come later.
 *
 * @param stage key, name or synonym of an open stage; the first one when nothing is said
 * @param lead from which it comes
 * @param origin what the file or system that it comes from calls it; there is one deal of an origin
 */
public record NewDeal(DealChange fields, Optional<String> stage, Optional<UUID> lead, Optional<String> origin) {

    public static NewDeal of(DealChange fields) {
        return new NewDeal(fields, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public NewDeal in(String stageWords) {
        return new NewDeal(fields, Optional.of(stageWords), lead, origin);
    }
}
