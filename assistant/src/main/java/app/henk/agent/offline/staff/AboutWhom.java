package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;

/** Reads whom a task is about: by a name that may be a part of its text, or whoever was spoken of. */
final class AboutWhom {

    private final Heard heard;
    private final Clause clause;

    AboutWhom(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    /** Of a task the name may be a part of its text: "Weber anrufen" is about Weber. */
    Optional<String> name() {
        List<Hit> runs = heard.mentions().runs().stream()
                .filter(run -> !clause.tokens.get(run.from()).isNumber())
                .map(this::withoutVerb)
                .filter(run -> run.length() > 0)
                .toList();
        Optional<Hit> titled = runs.stream()
                .filter(run -> clause.at("title_words", run.from() - 1).isPresent())
                .findFirst();
        if (titled.isPresent() || heard.focus().isPresent()) {
            return titled.map(this::words).or(heard::focus);
        }
        if (heard.situation().single().isPresent() && clause.has("whom_it_is_for")) {
            return Optional.of(Heard.LAST);
        }
        List<Hit> led = runs.stream()
                .filter(run -> clause.beforeSmall("about", run.from()).isPresent())
                .toList();
        Optional<Hit> capital = runs.stream()
                .filter(run -> clause.tokens.get(run.from()).isCapitalised()
                        && (run.from() > 0 || heard.found("errand_last"))
                        && clause.looksLikeName(run))
                .findFirst();
        Optional<String> named = clause.names().stream()
                .filter(name -> !name.field().equals("stage"))
                .findFirst()
                .map(name -> clause.raw(name.from(), name.to()));
        // "chase Petri about the deposit": whom it is about has a name
        return named.or(() -> led.stream()
                        .filter(clause::looksLikeName)
                        .findFirst()
                        .or(() -> capital)
                        .or(() -> led.stream().findFirst())
                        .map(this::words))
                .or(heard::pointed)
                .or(() -> heard.situation().hasShown() ? Optional.of(Heard.LAST) : Optional.empty());
    }

    /** "To send the contract" is about nobody who is called send. */
    private Hit withoutVerb(Hit run) {
        String first = clause.tokens.get(run.from()).folded();
        boolean verb = !clause.tokens.get(run.from()).isCapitalised()
                && clause.tongue.lexicon().commands().getOrDefault("errand", List.of()).stream()
                        .anyMatch(pattern -> pattern.words().getFirst().equals(first));
        return verb ? new Hit(run.meaning(), run.from() + 1, run.to()) : run;
    }

    private String words(Hit run) {
        return clause.raw(run.from(), run.to());
    }
}
