package io.memoryorchestrator.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of one process on this machine do a thing at a time. A killed holder frees it. */
public final class MachineLock {

    // A file lock belongs to the whole JVM, so threads of this one need a lock of their own.
    private static final ConcurrentHashMap<Path, ReentrantLock> INSIDE = new ConcurrentHashMap<>();

    private MachineLock() {}

    /** Runs the action while holding the lock on the file; waits for other holders without limit. */
    public static <T> T holding(Path file, Supplier<T> action) {
        Path key = file.toAbsolutePath().normalize();
        ReentrantLock inside = INSIDE.computeIfAbsent(key, each -> new ReentrantLock());
        inside.lock();
        try (FileChannel channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IllegalStateException("lost the lock on " + key);
            }
            return action.get();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + key, e);
        } finally {
            inside.unlock();
        }
    }
}
