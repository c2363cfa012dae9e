package app.henk.agent.offline.staff;

import app.henk.insights.Query;
import java.util.List;
import java.util.Optional;

/**
 * What a message is understood against: what was asked, done and shown before it.
 *
 * @param query the last question to the data, whole
 * @param list the last list that was shown
 * @param single the record that was spoken of by itself last
 * @param options the records of which the last answer asked which is meant
 * @param open the argument of that call that is not settled
 * @param done the last call that changed something or asked about one record
 * @param inVain whether that call has changed nothing, because something has to be answered first
 */
record Situation(
        Optional<Query> query,
        List<Item> list,
        Optional<Item> single,
        List<Item> options,
        String open,
        Optional<Command.Call> done,
        boolean inVain) {

    Situation(
            Optional<Query> query,
            List<Item> list,
            Optional<Item> single,
            List<Item> options,
            String open,
            Optional<Command.Call> done) {
        this(query, list, single, options, open, done, false);
    }

    /** @param id by which the server knows it */
    record Item(String kind, String id, String label, String detail) {}

    static final Situation START =
            new Situation(Optional.empty(), List.of(), Optional.empty(), List.of(), "", Optional.empty());

    boolean hasShown() {
        return !list.isEmpty() || single.isPresent();
    }

    Situation asking(Query asked) {
        return new Situation(Optional.of(asked), list, single, options, open, done, inVain);
    }
}
