package app.henk.bench;

import app.henk.Henk;
import app.henk.TestDatabase;
import app.henk.agent.SalesTerms;
import app.henk.agent.offline.staff.Command;
import app.henk.agent.offline.staff.StaffUnderstanding;
import app.henk.identity.Principal;
import app.henk.insights.Asked;
import app.henk.insights.ComputerSeller;
import app.henk.insights.Figures;
import app.henk.insights.Known;
import app.henk.insights.PlainSales;
import app.henk.insights.Query;
import app.henk.insights.Questions;
import app.henk.insights.SellersQuestions;
import app.henk.insights.WrittenQuestion;
import app.henk.transfer.RealSales;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * {@code ./bench questions}: how many of the written questions are understood without a model, and whether a wrong figure is
 * ever shown as if it were right. Held against plain SQL over the files.
 */
public final class QuestionsBench {

    private enum Verdict {
        RIGHT,
        NOT_UNDERSTOOD,
        WRONG
    }

    private record Judged(WrittenQuestion question, Verdict verdict, String said) {}

    private final StaffUnderstanding understanding;
    private final Questions questions;
    private final Principal.Staff asker;
    private final SalesTerms terms;
    private final PlainSales files;
    private final Map<String, WrittenQuestion> byId = new LinkedHashMap<>();

    private QuestionsBench(ApplicationContext context, WebTestClient http, RealSales sales, PlainSales files) {
        this.files = files;
        this.asker = ComputerSeller.open(context, http, sales);
        this.questions = SellersQuestions.at(context);
        this.understanding = context.getBean(StaffUnderstanding.class);
        this.terms = terms();
        WrittenQuestion.all().forEach(question -> byId.put(question.id(), question));
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        Optional<RealSales> sales = RealSales.find();
        if (sales.isEmpty()) {
            System.out.println("Not run: the computer seller's files are not here.");
            System.exit(0);
        }
        var options = new Options(arguments);
        var application = new SpringApplication(Henk.class);
        application.addInitializers(new TestDatabase());
        application.setDefaultProperties(Map.of("server.port", "0", "logging.level.root", "error"));
        long wrong;
        try (var context = application.run();
                var files = PlainSales.load(sales.get())) {
            String port = context.getEnvironment().getProperty("local.server.port");
            var http = WebTestClient.bindToServer()
                    .baseUrl("http://127.0.0.1:" + port)
                    // what else the machine does is nobody's wrong figure
                    .responseTimeout(Duration.ofMinutes(1))
                    .build();
            wrong = new QuestionsBench(context, http, sales.get(), files).run(options);
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private long run(Options options) throws SQLException {
        List<Judged> judged = new ArrayList<>();
        for (WrittenQuestion question : byId.values()) {
            judged.add(judge(question));
        }
        boolean all = options.text("show", "").equals("measuring");
        judged.stream()
                .filter(one -> one.verdict() != Verdict.RIGHT)
                // what is only measured by stays unread unless somebody asks for it
                .filter(one -> all || one.question().half().equals("building"))
                .forEach(one -> System.out.printf(
                        "%-14s %s%n    meant: %s%n    came:  %s%n",
                        one.verdict(),
                        one.question(),
                        one.question().refused()
                                ? "to be refused"
                                : one.question().query(),
                        one.said()));
        print("half", judged, one -> one.question().half());
        print("language", judged, one -> one.question().language());
        print("all", judged, one -> "");
        return judged.stream().filter(one -> one.verdict() == Verdict.WRONG).count();
    }

    private static void print(String title, List<Judged> judged, Function<Judged, String> group) {
        System.out.printf(
                "%n%-12s %9s %6s %15s %16s%n", title, "questions", "right", "not understood", "wrong as if right");
        new TreeMap<>(judged.stream().collect(Collectors.groupingBy(group))).forEach((name, ones) -> {
            Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
            ones.forEach(one -> counts.merge(one.verdict(), 1L, Long::sum));
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %9d %5.1f%% %15d %16d%n",
                    name,
                    ones.size(),
                    100.0 * counts.getOrDefault(Verdict.RIGHT, 0L) / ones.size(),
                    counts.getOrDefault(Verdict.NOT_UNDERSTOOD, 0L),
                    counts.getOrDefault(Verdict.WRONG, 0L));
        });
    }

    private Judged judge(WrittenQuestion question) throws SQLException {
        Optional<Query> before = question.after()
                .map(id -> Optional.ofNullable(byId.get(id)).orElseThrow().meant());
        List<Command> commands = understanding
                .understand(question.say(), question.language(), terms, SellersQuestions.TODAY, before)
                .commands();
        List<Query> asked = commands.stream()
                .flatMap(command -> command instanceof Command.Ask ask ? Stream.of(ask.whole()) : Stream.empty())
                .toList();
        if (asked.size() != 1 || commands.size() != 1) {
            boolean showsNothing = question.refused() && asked.isEmpty();
            return new Judged(question, showsNothing ? Verdict.RIGHT : Verdict.NOT_UNDERSTOOD, commands.toString());
        }
        Query query = asked.getFirst();
        // names of weekdays are compared in one language
        Asked answered = questions.ask(asker, query, "en").block();
        if (!(answered instanceof Asked.Answered(var answer))) {
            return new Judged(
                    question,
                    question.refused() ? Verdict.RIGHT : Verdict.NOT_UNDERSTOOD,
                    query.text() + " → " + answered);
        }
        if (question.refused()) {
            return new Judged(question, Verdict.WRONG, query.text());
        }
        boolean inOrder = !question.meant().order().isEmpty();
        boolean right = Figures.of(answer, inOrder).equals(Figures.of(question.meant(), files.rows(question.sql())));
        return new Judged(question, right ? Verdict.RIGHT : Verdict.WRONG, query.text());
    }

    private SalesTerms terms() {
        Map<String, List<String>> stages = questions.known(asker).block().stages().stream()
                .collect(Collectors.toMap(
                        Known.Stage::key,
                        stage -> Stream.concat(stage.names().values().stream(), stage.synonyms().stream())
                                .toList()));
        return new SalesTerms(stages, questions.words(asker).block());
    }
}
