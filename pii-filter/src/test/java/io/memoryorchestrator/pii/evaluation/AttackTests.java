package io.memoryorchestrator.pii.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Time must grow with the text and not with its square: four times the text, well under sixteen times the time. */
class AttackTests {

    private static final int LENGTH = 10_000;
    private static final int ATTEMPTS = 6;
    private static final double ALLOWED = 8;

    private static final PiiFilter STANDARD = PiiFilter.standard();
    private static final PiiFilter EVERYTHING = PiiFilter.with(PiiPolicy.everything());

    static Stream<Arguments> attacks() {
        return Attacks.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void fourTimesTheTextTakesNowhereNearSixteenTimesTheTime(String name, IntFunction<String> attack) {
        for (PiiFilter filter : new PiiFilter[] {STANDARD, EVERYTHING}) {
            double growth = Double.MAX_VALUE;
            double shorter = Double.MAX_VALUE;
            double longer = Double.MAX_VALUE;
            for (int attempt = 0; attempt < ATTEMPTS && growth > ALLOWED; attempt++) {
                shorter = Math.min(shorter, nanos(filter, attack.apply(LENGTH)));
                longer = Math.min(longer, nanos(filter, attack.apply(4 * LENGTH)));
                growth = attempt == 0 ? growth : longer / shorter;
            }
            assertThat(growth).as(name).isLessThanOrEqualTo(ALLOWED);
        }
    }

    private static double nanos(PiiFilter filter, String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        filter.redact(text);
        return threads.getCurrentThreadCpuTime() - start;
    }
}
