package app.henk.bench;

import app.henk.agent.offline.Dialogues;

/** {@code ./bench dialogues}: how much of the written conversations goes as it is written, without a model. */
public final class DialogueBench {

    private DialogueBench() {}

    public static void main(String[] arguments) {
        Dialogues.report();
        System.exit(0);
    }
}
