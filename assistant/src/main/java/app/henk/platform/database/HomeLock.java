package app.henk.platform.database;

import app.henk.platform.StartRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One process at a time works in a home. The operating system lets go of it however the process ends. */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another process, or this one, already works in this home. */
    static Optional<HomeLock> tryLock(Path home) throws IOException {
        Files.createDirectories(home);
        FileChannel channel = FileChannel.open(
                home.resolve("henk.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(new HomeLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // this very process; the same answer
        }
        channel.close();
        return Optional.empty();
    }

    static StartRefused taken(Path home) {
        String holder = "";
        try {
            holder = " (process " + Files.readString(home.resolve("henk.lock")).strip() + ")";
        } catch (IOException e) {
            // the number is a courtesy
        }
        return new StartRefused(
                "Another Henk is already running in " + home + holder + ".",
                "Stop it first, or set HENK_HOME to another folder.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the end of the process lets go of it too
        }
    }
}
