package app.henk.platform;

/**
 * Henk does not start like this, and its operator can mend it. Shown as two sentences instead of a stack trace.
 */
public class StartRefused extends RuntimeException {

    private final String remedy;

    /**
     * @param what what is wrong, with the name of the setting, file or table
     * @param remedy what to do about it
     */
    public StartRefused(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    public StartRefused(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
