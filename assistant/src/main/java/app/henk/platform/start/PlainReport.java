package app.henk.platform.start;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Two sentences for a person at a terminal. */
class PlainReport implements FailureAnalysisReporter {

    @Override
    @SuppressWarnings("SystemOut") // logging may be what failed to start
    public void report(FailureAnalysis analysis) {
        System.err.printf("%n  Henk did not start.%n%n  %s%n", indented(analysis.getDescription()));
        if (analysis.getAction() != null && !analysis.getAction().isBlank()) {
            System.err.printf("  %s%n", indented(analysis.getAction()));
        }
        System.err.println();
    }

    private static String indented(String text) {
        return text.strip().replace("\n", "\n  ");
    }
}
