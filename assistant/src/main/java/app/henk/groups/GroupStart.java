package app.henk.groups;

import app.henk.crm.ToldPerson;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A group as its organiser describes it. Nothing of it is trusted.
 *
 * @param kind wedding or team
 * @param size how many people are expected
 * @param deadline by when everything must be known; by the tenant's rules when nobody says
 * @param organiser who begins it; needed only where the conversation does not know it yet
 */
public record GroupStart(
        UUID conversation,
        String kind,
        String name,
        Optional<LocalDate> date,
        Optional<Integer> size,
        Optional<LocalDate> deadline,
        ToldPerson organiser) {}
