package io.memoryorchestrator.adapter.mem0.scripted;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/** Decides how each request is treated. */
@FunctionalInterface
public interface FaultScript {
    FaultScript PEACE = request -> Fault.NONE;

    Fault next(Request request);

    /**
     * @param add whether it is an add, the request where faults cost most
     * @param body as text
     */
    record Request(String method, String path, boolean add, String body) {}

    /** An add with this word is always invalid; everything else is as it was. */
    default FaultScript refusing(String word) {
        return request -> request.add() && request.body().contains(word) ? Fault.INVALID : next(request);
    }

    /** These faults for the next adds, one each, then peace. */
    static FaultScript onAdds(Fault... faults) {
        Queue<Fault> left = new ArrayDeque<>(Arrays.asList(faults));
        return request -> {
            synchronized (left) {
                Fault fault = request.add() ? left.poll() : null;
                return fault == null ? Fault.NONE : fault;
            }
        };
    }

    /** Any of these at random, for this share of all requests. */
    static FaultScript random(long seed, double share, List<Fault> faults) {
        var random = new Random(seed);
        return request -> {
            synchronized (random) {
                return random.nextDouble() < share ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
            }
        };
    }
}
