package app.henk.crm;

import java.util.List;
import java.util.Optional;

/**
 * All about one deal.
 *
 * @param activities the newest hundred
 * @param tasks what is open, by the day it is due
 * @param visits of stages, the first one first
 */
public record DealSheet(
        Deal deal, Optional<Contact> contact, List<Activity> activities, List<Task> tasks, List<StageVisit> visits) {}
