package app.henk.agent.offline.staff;

import app.henk.insights.Query;
import app.henk.insights.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One thing that a colleague's message wants. */
public sealed interface Command {

    /** Something to be done or shown by a tool. */
    record Call(String tool, Map<String, Object> arguments) implements Command {
        public Call {
            arguments = Map.copyOf(arguments);
        }

        /** The argument that says which record a tool is called for. */
        static String recordOf(String tool) {
            return switch (tool) {
                case "log_activity" -> "about";
                case "create_deal" -> "lead";
                default -> "which";
            };
        }

        /** The record that it is about, as it was said: the one that it names, or makes. */
        Optional<String> about() {
            return Stream.of("which", "about", "title", "last_name")
                    .map(arguments::get)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .findFirst();
        }

        /** "Wer ist der Ansprechpartner?" of a deal that was shown: its own card says so. */
        Call ofWhatWasShown(Optional<String> kind) {
            boolean other = Heard.LAST.equals(arguments.get("which"))
                    && arguments.containsKey("kind")
                    && kind.filter(shown -> !shown.equals(arguments.get("kind")))
                            .isPresent();
            if (!other) {
                return this;
            }
            Map<String, Object> less = new LinkedHashMap<>(arguments);
            less.remove("kind");
            return new Call(tool, less);
        }

        /** The same with one argument more, or another one. */
        Call with(String name, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(arguments);
            more.put(name, value);
            return new Call(tool, more);
        }
    }

    /**
     * A question to the data.
     *
     * @param whole with what a follow-up takes over from the question before
     * @param show how the answer shall look: table, bar, line, funnel, donut or kpi
     */
    record Ask(Query whole, boolean followsUp, Optional<String> show) implements Command {}

    /** Something to be done with each record that a question finds, or with the first of them where it asks for one. */
    record ForAll(Query which, Call each) implements Command {}

    /** A question of which nothing is asked, because the data have no such thing. */
    record Refused(Refusal refusal) implements Command {}

    /**
     * Words that were not understood, so that nothing is done on a guess.
     *
     * @param part what was said
     * @param words those of it that the engine does not know; empty when it is all of it
     */
    record Unclear(String part, List<String> words) implements Command {}

    /**
     * A command that lacks something.
     *
     * @param what which, due, title, name, kind, lever, share, merge_with
     * @param said what it has already
     */
    record Missing(String tool, String what, Map<String, Object> said) implements Command {
        public Missing {
            said = Map.copyOf(said);
        }

        Missing(String tool, String what) {
            this(tool, what, Map.of());
        }

        /** Where nothing was shown that could be meant, the tool knows what to offer. */
        Optional<Call> asking() {
            Map<String, Object> arguments = new LinkedHashMap<>(said);
            arguments.put(Call.recordOf(tool), Heard.LAST);
            return what.equals("which") ? Optional.of(new Call(tool, arguments)) : Optional.empty();
        }
    }

    /**
     * The words of an order by which nothing is ordered, so that nothing is done.
     *
     * @param why no, if, perhaps or question
     */
    record Withheld(String part, String why) implements Command {}

    /** A yes or no that goes with nothing else. */
    record Answer(boolean yes) implements Command {}

    /** greet, thanks or help. */
    record Courtesy(String kind) implements Command {}
}
