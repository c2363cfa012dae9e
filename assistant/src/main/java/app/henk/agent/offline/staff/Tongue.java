package app.henk.agent.offline.staff;

import app.henk.agent.offline.Words;
import java.time.LocalDate;

/**
 * All by which one message is read: the language's words, the tenant's names, the day.
 *
 * @param words by which days and numbers are read
 */
record Tongue(Lexicon lexicon, Words words, Names names, LocalDate today) {}
