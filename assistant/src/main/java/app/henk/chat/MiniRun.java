package app.henk.chat;

import java.util.List;
import java.util.UUID;

/**
 * Something that is told without having been asked, as a whole small run: a client's one reducer then serves both.
 *
 * @param id names the run; a message's own id, so that a client that comes back can say where it stopped
 * @param frames what stands between the run's first and last event
 * @param spoken whether somebody said something, after which clients that ask for one answer are done
 */
record MiniRun(UUID id, List<byte[]> frames, boolean spoken) {}
