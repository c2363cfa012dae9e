package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What became of an attempt to send a record. */
sealed interface Outcome {

    /** Both have the same now. */
    record Synced(Link link, Values base, List<Merging.Clash> clashes) implements Outcome {

        Synced(Link link, Values base) {
            this(link, base, List.of());
        }
    }

    /**
     * It is not to stand there (any more).
     *
     * @param reason why not
     */
    record Left(Reason reason) implements Outcome {}

    /**
     * A person must look: the same again would fail again.
     */
    record Failed(Reason reason, String detail) implements Outcome {}

    /** It needs another record to be there first. */
    record Behind(Kind kind, UUID id) implements Outcome {}

    /**
     * Again after a while.
     *
     * @param unsure whether it may have been made there
     */
    record Again(Reason reason, String detail, Duration after, boolean unsure) implements Outcome {}

    /** It was found or made there; what else is to be done is done next. */
    record Linked(Link link, Values base, List<Merging.Clash> clashes) implements Outcome {}

    /** As if it had not been claimed: the whole account has to wait. */
    record Untouched() implements Outcome {}

    /** Why a record stands as it does; sentences stand in {@code prompts} under these names. */
    enum Reason {
        /** It stands there as the lead that it comes from. */
        AS_LEAD,
        /** The lead is a deal there. */
        CONVERTED,
        DELETED,
        ERASED,
        /** Not a thing that a person did. */
        INTERNAL,
        /** A lead needs a person or an organisation there. */
        NOBODY,
        REFUSED,
        CAP,
        /** The stage there is gone, or no stage was named for it. */
        STAGE,
        /** The custom field is gone. */
        FIELD,
        /** Pipedrive does not know the currency. */
        CURRENCY,
        UNREACHABLE,
        UNKNOWN,
        GONE,
        /** Pipedrive took the change and shows another value than was sent. */
        KEPT_OTHERWISE,
        /** It was written anew there, and is another entry here. */
        REPLACED,
        /** What came from there cannot be kept here. */
        UNFIT;

        String sql() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Reason> ofSql(String name) {
            return List.of(values()).stream()
                    .filter(reason -> reason.sql().equals(name))
                    .findFirst();
        }
    }
}
