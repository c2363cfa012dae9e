package app.henk.platform;

import java.time.Duration;
import java.util.Locale;

/**
 * How often something may happen for one key. Burst and rate are one number: so many within the time, refilled evenly.
 * {@code HENK_LIMITS} sets other numbers, e.g. {@code sign-in=60}.
 */
public enum Limit {
    /** By client address. */
    REGISTER(10, Duration.ofMinutes(10)),
    /** By client address. */
    SIGN_IN(30, Duration.ofMinutes(5)),
    /** By e-mail, so that guessing from many addresses is slow too. */
    SIGN_IN_ACCOUNT(20, Duration.ofMinutes(10)),
    /** By client address. */
    REFRESH(120, Duration.ofMinutes(5)),
    /** New conversations by client address. */
    CHAT_SESSION_ADDRESS(30, Duration.ofMinutes(10)),
    /** Messages by conversation. */
    CHAT_CONVERSATION(20, Duration.ofMinutes(1)),
    /** Messages by client address. */
    CHAT_ADDRESS(60, Duration.ofMinutes(1)),
    /** Messages by signed-in user. */
    CHAT_USER(60, Duration.ofMinutes(1)),
    /** Links to another device by conversation. */
    CHAT_LINK(10, Duration.ofMinutes(10)),
    /** Links that are opened, rightly or not, by client address. */
    CHAT_LINK_ADDRESS(120, Duration.ofMinutes(10)),
    /** That somebody is typing, by who types. */
    TYPING(60, Duration.ofMinutes(1)),
    /** Messages by tenant. */
    CHAT_TENANT(600, Duration.ofMinutes(1)),
    /** Appointments made, moved and cancelled, by visitor or account. */
    BOOKING(20, Duration.ofMinutes(1)),
    /** The same by client address. */
    BOOKING_ADDRESS(60, Duration.ofMinutes(1)),
    /** Other requests that cost something, by client address. */
    API_ADDRESS(600, Duration.ofMinutes(1));

    private final int times;
    private final Duration within;

    Limit(int times, Duration within) {
        this.times = times;
        this.within = within;
    }

    int times() {
        return times;
    }

    Duration within() {
        return within;
    }

    /** By its name in the settings: {@code sign-in}. */
    static Limit named(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
