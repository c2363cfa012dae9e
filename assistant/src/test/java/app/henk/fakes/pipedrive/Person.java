package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Who;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The hands of somebody other than Henk. */
public final class Person {

    private final Company company;
    private final Who who;

    Person(Company company, Who who) {
        this.company = company;
        this.who = who;
    }

    public ObjectNode create(String kind, Map<String, ?> fields) {
        return company.create(kind, Company.JSON.valueToTree(fields), who).deepCopy();
    }

    public ObjectNode change(String kind, String id, Map<String, ?> fields) {
        return company.change(kind, id, Company.JSON.valueToTree(fields), who).deepCopy();
    }

    public void delete(String kind, String id) {
        company.delete(kind, id, who);
    }

    public void merge(String kind, String gone, String into) {
        company.merge(kind, gone, into, who);
    }

    public void convert(String lead) {
        company.convert(lead, Company.JSON.createObjectNode(), who);
    }
}
