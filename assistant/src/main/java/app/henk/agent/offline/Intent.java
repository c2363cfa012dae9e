package app.henk.agent.offline;

import java.util.Locale;

/** What somebody does with a sentence. Each has its training phrases under its name in lower case. */
enum Intent {
    GREET,
    SMALL_TALK,
    BRIEF,
    SHOW,
    QUESTION,
    PRICE,
    COMPARE,
    CHEAPER,
    FINER,
    OTHER,
    CHOOSE,
    MORE_ABOUT,
    WHY,
    CONTACT,
    APPOINTMENT,
    AFFIRM,
    DENY,
    CONSENT,
    REFUSE_CONSENT,
    PERSON,
    THANKS,
    APOLOGY,
    GOODBYE,
    WITHDRAW,
    DONT_KNOW,
    RECALL,
    ABILITIES,
    HUMAN,
    OFF_TOPIC,
    INSULT,
    JOKE,
    COMPLAINT,
    HAGGLE,
    DOUBT,
    LANGUAGE,
    UNCLEAR,
    ORDER_STATUS,
    /** What was arranged: visits, orders, promises. */
    MY_BOOKINGS,
    RESCHEDULE,
    CANCEL_VISIT,
    ABOUT_ME,
    CHANGE_DATA,
    EXPORT_DATA,
    ERASE_DATA,
    /** To go on with the conversation on another device. */
    ELSEWHERE,
    /** To be answered by mail. */
    LATER,
    GROUP,
    PROGRESS,
    SAMPLES,
    CALL_ME;

    static Intent named(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Taken wrongly it would end or spoil a conversation, so it has to be clear. */
    boolean isGrave() {
        return switch (this) {
            case GOODBYE,
                    INSULT,
                    REFUSE_CONSENT,
                    COMPLAINT,
                    PERSON,
                    CONSENT,
                    OFF_TOPIC,
                    JOKE,
                    CANCEL_VISIT,
                    WITHDRAW,
                    ERASE_DATA,
                    EXPORT_DATA,
                    CHANGE_DATA -> true;
            default -> false;
        };
    }

    /** Something is done for the person at once. */
    boolean isErrand() {
        return switch (this) {
            case APPOINTMENT,
                    RESCHEDULE,
                    ORDER_STATUS,
                    MY_BOOKINGS,
                    ABOUT_ME,
                    ELSEWHERE,
                    LATER,
                    GROUP,
                    PROGRESS,
                    SAMPLES,
                    CALL_ME -> true;
            default -> false;
        };
    }

    boolean isVisit() {
        return this == APPOINTMENT || this == RESCHEDULE || this == CANCEL_VISIT;
    }

    /** Speaks about things without wanting them yet. */
    boolean onlyMentions() {
        return switch (this) {
            case GREET,
                    SMALL_TALK,
                    THANKS,
                    APOLOGY,
                    GOODBYE,
                    QUESTION,
                    COMPARE,
                    MORE_ABOUT,
                    WHY,
                    RECALL,
                    ABILITIES,
                    HUMAN,
                    UNCLEAR,
                    CHOOSE,
                    OFF_TOPIC,
                    JOKE,
                    INSULT,
                    COMPLAINT,
                    CONSENT,
                    REFUSE_CONSENT,
                    ORDER_STATUS,
                    PERSON,
                    HAGGLE,
                    DOUBT,
                    LANGUAGE,
                    MY_BOOKINGS,
                    ABOUT_ME,
                    CHANGE_DATA,
                    EXPORT_DATA,
                    ERASE_DATA,
                    ELSEWHERE,
                    LATER,
                    PROGRESS,
                    SAMPLES,
                    CALL_ME -> true;
            default -> false;
        };
    }
}
