package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentRequest.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourcesTest {

    private static final String RESULT = """
            {"found":4,"passages":[
             {"title":"Termine","path":"Termine › Anreise","text":"Die Nadeltwiete liegt fünf Minuten vom Bahnhof entfernt, Parkplätze gibt es im Hof."},
             {"title":"Lieferung","path":"Lieferung › Dauer","text":"Ein Maßanzug braucht sechs bis acht Wochen. Eilaufträge nehmen wir nach Absprache an."},
             {"title":"Preise","path":"Preise › Zuschläge","text":"Für Eilaufträge nehmen wir einen Zuschlag von 15 Prozent auf den Preis des Anzugs."},
             {"title":"Pflege","path":"Pflege › Reinigung","text":"Bürsten Sie den Anzug nach dem Tragen und lassen Sie ihn auslüften."}]}""";

    @Test
    void names_what_the_answer_says_and_nothing_else_that_was_found() {
        Card card = sources()
                .of(steps(), "Ein Maßanzug braucht sechs bis acht Wochen. Passt das zu Ihrem Termin?")
                .orElseThrow();
        assertThat(card.content().get("items"))
                .isEqualTo(List.of(Map.of("title", "Lieferung", "path", "Lieferung › Dauer")));
        assertThat(card.content()).containsEntry("fallback", "Quellen: Lieferung › Dauer");
    }

    @Test
    void names_both_documents_of_an_answer_in_its_own_words() {
        Card card = sources()
                .of(
                        steps(),
                        "Üblich sind sechs bis acht Wochen; Eilaufträge nehmen wir gern nach Absprache an. Der Zuschlag von"
                                + " 15 Prozent kommt dann hinzu.")
                .orElseThrow();
        assertThat(String.valueOf(card.content().get("fallback")))
                .isEqualTo("Quellen: Lieferung › Dauer; Preise › Zuschläge");
    }

    @Test
    void names_none_where_the_answer_used_none() {
        assertThat(sources().of(steps(), "Gern. Für welchen Anlass suchen Sie etwas?"))
                .isEmpty();
        assertThat(new Sources().of(steps(), "Ein Maßanzug braucht sechs bis acht Wochen."))
                .isEmpty();
    }

    private static List<Step> steps() {
        return List.of(new Step("1", "search_knowledge", "{}", RESULT), new Step("2", "other", "{}", "{\"cut"));
    }

    private static Sources sources() {
        Sources sources = new Sources();
        sources.add(new Card(
                "1",
                Sources.CARD,
                Map.of(
                        "v",
                        1,
                        "title",
                        "Quellen",
                        "fallback",
                        "",
                        "items",
                        List.of(
                                source("Termine", "Anreise"),
                                source("Lieferung", "Dauer"),
                                source("Preise", "Zuschläge"),
                                source("Pflege", "Reinigung")))));
        return sources;
    }

    private static Map<String, String> source(String title, String section) {
        return Map.of("title", title, "path", title + " › " + section);
    }
}
