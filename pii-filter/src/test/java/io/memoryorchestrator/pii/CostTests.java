package io.memoryorchestrator.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class CostTests {

    private static final int CALLS = 20_000;
    private static final int SMALL_RESULT = 96;

    @Test
    void textWithNothingToFindCostsNoMoreThanItsResult() {
        String text =
                "We talked about the trip to Lisbon, the museum and where to have dinner at 7:30 on the second evening. "
                        .repeat(10);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        int found = 0;
        for (int i = 0; i < CALLS; i++) {
            found += PiiFilter.standard().redact(text).findings().size();
        }
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < CALLS; i++) {
            found += PiiFilter.standard().redact(text).findings().size();
        }
        long perCall = (threads.getThreadAllocatedBytes(self) - before) / CALLS;
        assertThat(found).isZero();
        assertThat(perCall).isLessThanOrEqualTo(SMALL_RESULT);
    }
}
