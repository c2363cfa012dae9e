package app.henk.pipedrive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides field by field who has the newer word, from what both sides had when they last agreed. */
final class Merging {

    /** @param person whether a person changed it, and not a program by itself */
    record Touch(Instant at, boolean person) {}

    /** @param because {@code later}, {@code person}, {@code first} where nothing was agreed, {@code unfit} or {@code deleted} */
    record Clash(String field, String ours, String theirs, boolean oursWins, String because) {}

    /**
     * @param toHenk what was changed there and is to be the same here
     * @param toPipedrive what was changed here and is to be the same there
     * @param base what both have then
     */
    record Merged(Values toHenk, Values toPipedrive, List<Clash> clashes, Values base) {}

    private static final String OWNER = "owner";

    private Merging() {}

    /**
     * Last writer by time, but a person beats a program; within one second, which is as exactly as Pipedrive knows, there
     * wins.
     *
     * @param touched when which field was changed here since both agreed
     * @param theirs when the record was changed there, by whom
     */
    static Merged merge(Values base, Values ours, Values there, Map<String, Touch> touched, Touch theirs) {
        Map<String, String> toHenk = new TreeMap<>();
        Map<String, String> toPipedrive = new TreeMap<>();
        // what cannot be said of ours is as it is there
        Map<String, String> agreed = new TreeMap<>(base.fields());
        agreed.putAll(there.fields());
        List<Clash> clashes = new ArrayList<>();
        ours.fields().forEach((field, own) -> {
            String other = there.fields().get(field);
            if (other == null) {
                return;
            }
            String before = base.fields().getOrDefault(field, "");
            if (!own.equals(other)) {
                boolean oursWins;
                if (own.equals(before)) {
                    oursWins = false;
                } else if (other.equals(before)) {
                    oursWins = true;
                } else if (!base.has(field)) {
                    // both came to be without the other: what stood there stays, and a person's word here is not lost
                    // unseen
                    oursWins = false;
                    if (!own.isBlank() && isPersons(touched.get(field))) {
                        clashes.add(new Clash(field, own, other, false, "first"));
                    }
                } else {
                    Clash clash = decide(field, own, other, touched.get(field), theirs);
                    clashes.add(clash);
                    oursWins = clash.oursWins();
                }
                (oursWins ? toPipedrive : toHenk).put(field, oursWins ? own : other);
                agreed.put(field, oursWins ? own : other);
            } else {
                agreed.put(field, own);
            }
        });
        newOwner(base, ours, there, touched, theirs).ifPresent(owner -> toHenk.put(OWNER, owner));
        return new Merged(new Values(toHenk), new Values(toPipedrive), List.copyOf(clashes), new Values(agreed));
    }

    /**
     * That something is nobody's here, or somebody's who is nobody there, cannot be said there. So it is as it was there,
     * and whoever has it there from now on has it here.
     */
    private static Optional<String> newOwner(
            Values base, Values ours, Values there, Map<String, Touch> touched, Touch theirs) {
        if (ours.has(OWNER) || !base.has(OWNER)) {
            return Optional.empty();
        }
        String before = base.get(OWNER).orElse("");
        return there.text(OWNER)
                .filter(owner -> !owner.equals(before))
                .filter(owner ->
                        !decide(OWNER, "", owner, touched.get(OWNER), theirs).oursWins());
    }

    private static boolean isPersons(@Nullable Touch touch) {
        return touch != null && touch.person();
    }

    private static Clash decide(String field, String own, String other, @Nullable Touch ours, Touch theirs) {
        if (ours == null) {
            return new Clash(field, own, other, false, theirs.person() ? "person" : "later");
        }
        if (ours.person() != theirs.person()) {
            return new Clash(field, own, other, ours.person(), "person");
        }
        boolean later = ours.at().getEpochSecond() > theirs.at().getEpochSecond();
        return new Clash(field, own, other, later, "later");
    }
}
