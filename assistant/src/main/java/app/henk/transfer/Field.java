package app.henk.transfer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a column can hold. */
enum Field {
    ID(Form.TEXT),
    TITLE(Form.TEXT),
    NAME(Form.TEXT),
    FIRST_NAME(Form.TEXT),
    LAST_NAME(Form.TEXT),
    EMAIL(Form.EMAIL),
    PHONE(Form.PHONE),
    COMPANY(Form.TEXT),
    JOB_TITLE(Form.TEXT),
    VALUE(Form.MONEY),
    BUDGET(Form.MONEY),
    PRICE(Form.MONEY),
    STAGE(Form.STAGE),
    STATUS(Form.WORD),
    STARTED(Form.DATE),
    CLOSE(Form.DATE),
    EVENT_DATE(Form.DATE),
    COMPANY_SIZE(Form.WHOLE),
    INDUSTRY(Form.WORD),
    URGENCY(Form.WORD),
    OCCASION(Form.TEXT),
    SECTOR(Form.TEXT),
    COUNTRY(Form.TEXT),
    WEBSITE(Form.TEXT),
    PRODUCT(Form.TEXT),
    SERIES(Form.TEXT),
    ASSIGNEE(Form.TEXT),
    MANAGER(Form.TEXT),
    TEAM(Form.TEXT),
    SOURCE(Form.TEXT),
    LOST_REASON(Form.TEXT),
    NOTES(Form.TEXT);

    /** How its values are read. */
    enum Form {
        TEXT,
        /** One of a closed set of words, by synonyms. */
        WORD,
        STAGE,
        EMAIL,
        PHONE,
        MONEY,
        WHOLE,
        DATE
    }

    private final Form form;

    Field(Form form) {
        this.form = form;
    }

    Form form() {
        return form;
    }

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
