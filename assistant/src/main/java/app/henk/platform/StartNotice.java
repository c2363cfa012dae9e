package app.henk.platform;

import java.util.List;

/**
 * What a module tells the operator once Henk is ready, for instance which model answers or who can sign in. Asked
 * after everything has started; must not wait for anything.
 */
public interface StartNotice {

    List<Line> lines();

    /**
     * @param order where the line stands: addresses 10, people 20, model 30, database 40, log 50
     * @param label of one or two words; empty continues the line above
     */
    record Line(int order, String label, String text) {}
}
