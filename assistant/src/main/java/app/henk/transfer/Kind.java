package app.henk.transfer;

import static app.henk.transfer.Field.ASSIGNEE;
import static app.henk.transfer.Field.BUDGET;
import static app.henk.transfer.Field.CLOSE;
import static app.henk.transfer.Field.COMPANY;
import static app.henk.transfer.Field.COMPANY_SIZE;
import static app.henk.transfer.Field.COUNTRY;
import static app.henk.transfer.Field.EMAIL;
import static app.henk.transfer.Field.EVENT_DATE;
import static app.henk.transfer.Field.FIRST_NAME;
import static app.henk.transfer.Field.ID;
import static app.henk.transfer.Field.INDUSTRY;
import static app.henk.transfer.Field.JOB_TITLE;
import static app.henk.transfer.Field.LAST_NAME;
import static app.henk.transfer.Field.LOST_REASON;
import static app.henk.transfer.Field.MANAGER;
import static app.henk.transfer.Field.NAME;
import static app.henk.transfer.Field.NOTES;
import static app.henk.transfer.Field.OCCASION;
import static app.henk.transfer.Field.PHONE;
import static app.henk.transfer.Field.PRICE;
import static app.henk.transfer.Field.PRODUCT;
import static app.henk.transfer.Field.SECTOR;
import static app.henk.transfer.Field.SERIES;
import static app.henk.transfer.Field.SOURCE;
import static app.henk.transfer.Field.STAGE;
import static app.henk.transfer.Field.STARTED;
import static app.henk.transfer.Field.STATUS;
import static app.henk.transfer.Field.TEAM;
import static app.henk.transfer.Field.TITLE;
import static app.henk.transfer.Field.URGENCY;
import static app.henk.transfer.Field.VALUE;
import static app.henk.transfer.Field.WEBSITE;

import app.henk.crm.Entity;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the rows of a file are. The first one is meant when nothing speaks for any. */
enum Kind {
    LEADS,
    DEALS,
    ORGANISATIONS,
    SALESPEOPLE,
    PRODUCTS,
    CONTACTS;

    Set<Field> fields() {
        return switch (this) {
            case LEADS ->
                EnumSet.of(
                        ID,
                        NAME,
                        FIRST_NAME,
                        LAST_NAME,
                        EMAIL,
                        PHONE,
                        COMPANY,
                        BUDGET,
                        COMPANY_SIZE,
                        INDUSTRY,
                        URGENCY,
                        OCCASION,
                        EVENT_DATE,
                        STATUS,
                        ASSIGNEE,
                        SOURCE,
                        NOTES);
            case DEALS ->
                EnumSet.of(
                        ID,
                        TITLE,
                        NAME,
                        FIRST_NAME,
                        LAST_NAME,
                        EMAIL,
                        PHONE,
                        COMPANY,
                        VALUE,
                        STAGE,
                        STARTED,
                        CLOSE,
                        SECTOR,
                        PRODUCT,
                        ASSIGNEE,
                        SOURCE,
                        LOST_REASON,
                        NOTES);
            case ORGANISATIONS -> EnumSet.of(ID, NAME, SECTOR, COMPANY_SIZE, COUNTRY, WEBSITE);
            case SALESPEOPLE -> EnumSet.of(NAME, MANAGER, TEAM);
            case PRODUCTS -> EnumSet.of(NAME, SERIES, PRICE);
            case CONTACTS -> EnumSet.of(ID, NAME, FIRST_NAME, LAST_NAME, EMAIL, PHONE, COMPANY, JOB_TITLE);
        };
    }

    /** Fields that speak for this kind against the others. */
    Set<Field> typical() {
        return switch (this) {
            case LEADS -> EnumSet.of(BUDGET, COMPANY_SIZE, INDUSTRY, URGENCY, OCCASION);
            case DEALS -> EnumSet.of(STAGE, VALUE);
            case ORGANISATIONS -> EnumSet.of(SECTOR, COMPANY_SIZE, COUNTRY, WEBSITE);
            case SALESPEOPLE -> EnumSet.of(MANAGER, TEAM);
            case PRODUCTS -> EnumSet.of(PRICE, SERIES);
            case CONTACTS -> EnumSet.of(JOB_TITLE);
        };
    }

    /** What a row becomes; empty where that is none of the records of sales. */
    Optional<Entity> entity() {
        return switch (this) {
            case LEADS -> Optional.of(Entity.LEAD);
            case DEALS -> Optional.of(Entity.DEAL);
            case ORGANISATIONS -> Optional.of(Entity.ORGANISATION);
            case SALESPEOPLE -> Optional.of(Entity.SALESPERSON);
            case CONTACTS -> Optional.of(Entity.CONTACT);
            case PRODUCTS -> Optional.empty();
        };
    }

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> named(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
