package app.henk.agent.offline.staff;

import app.henk.agent.SalesTerms;
import java.util.List;
import java.util.Map;

/** The words of a tailor's house with three who sell. */
final class House {

    static final SalesTerms TERMS = new SalesTerms(
            Map.of(
                    "initial_contact", List.of("Erstkontakt", "Initial Contact", "Prospect"),
                    "qualified", List.of("Qualifiziert", "Qualified", "Qualifié"),
                    "proposal", List.of("Angebot", "Proposal", "Proposition"),
                    "negotiation", List.of("Verhandlung", "Negotiation", "Négociation"),
                    "won", List.of("Gewonnen", "Won", "Gagné"),
                    "lost", List.of("Verloren", "Lost", "Perdu")),
            Map.of("assignee", List.of("Anna Berg", "Jonas Feld", "Mara Lindt")));

    /** Some of the words of a seller of computers. */
    static final SalesTerms SELLER = new SalesTerms(
            Map.of(
                    "prospecting", List.of("Prospecting"),
                    "engaging", List.of("Engaging"),
                    "won", List.of("Won"),
                    "lost", List.of("Lost")),
            Map.of(
                    "assignee",
                            List.of(
                                    "Anna Snelling",
                                    "Boris Faz",
                                    "Darcel Schlecht",
                                    "Vicki Laflamme",
                                    "Zane Levy",
                                    "Dustin Brinkmann",
                                    "Melvin Marxen"),
                    "manager", List.of("Dustin Brinkmann", "Melvin Marxen"),
                    "team", List.of("Central", "East", "West"),
                    "sector", List.of("retail", "software", "finance", "medical"),
                    "product", List.of("GTX Pro", "GTX Basic", "MG Special"),
                    "company", List.of("Cancity", "Isdom", "Hottechi")));

    private House() {}
}
