package io.memoryorchestrator.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that ask the same at once, of somebody who lets them wait. Only when all of them rest has each of them asked; a test
 * that lets the answer go earlier tests the luck of the scheduler.
 *
 * @param <T> what they ask for
 */
public final class Callers<T> {
    private static final int LOOKS = 3;

    private final List<FutureTask<T>> questions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Callers() {}

    public static <T> Callers<T> of(int number, Callable<T> question) {
        Callers<T> callers = new Callers<>();
        for (int i = 0; i < number; i++) {
            FutureTask<T> task = new FutureTask<>(question);
            callers.questions.add(task);
            callers.threads.add(Thread.ofVirtual().start(task));
        }
        return callers;
    }

    /**
     * Waits until each of them waits for something or has ended, in several looks running: who waits for a socket only has
     * gone on by the next one. False when the time is over first.
     */
    public boolean awaitRest(Duration patience) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        return Patience.until(patience, () -> areAtRest() ? looks.incrementAndGet() == LOOKS : looks.getAndSet(0) < 0);
    }

    private boolean areAtRest() {
        return threads.stream().map(Thread::getState).noneMatch(state -> switch (state) {
            case NEW, RUNNABLE -> true;
            case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> false;
        });
    }

    /**
     * What each of them was answered, once all have ended.
     *
     * @throws ExecutionException when one of them failed
     * @throws TimeoutException when one of them takes longer
     */
    public List<T> answers(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
        List<T> answers = new ArrayList<>();
        for (FutureTask<T> question : questions) {
            answers.add(question.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        }
        return answers;
    }
}
