package app.henk.agent.offline;

import app.henk.identity.Tenant;
import java.util.List;

/**
 * In which language somebody is answered. One that was asked for stays for whoever asked, who may well go on in their own;
 * a message in any other one is answered in that.
 */
final class ChosenLanguage {

    private final Tenant tenant;
    private final List<String> spoken;
    private boolean askedFor;
    /** In which it was asked for. */
    private String asker = "";

    ChosenLanguage(Tenant tenant, Understanding understanding) {
        this.tenant = tenant;
        this.spoken = tenant.languages().stream().filter(understanding::speaks).toList();
    }

    boolean isAskedFor() {
        return askedFor;
    }

    /** @param before the language of the conversation so far */
    String after(Heard heard, String before) {
        String written = heard.language();
        String wanted = heard.switchTo().filter(spoken::contains).orElse("");
        if (!wanted.isEmpty()) {
            askedFor = true;
            asker = written;
            return wanted;
        }
        boolean stays = askedFor && (written.equals(asker) || written.equals(before));
        if (!stays && heard.switchTo().isEmpty() && spoken.contains(written)) {
            askedFor &= written.equals(before);
            return written;
        }
        return spoken.contains(before) ? before : tenant.language();
    }
}
