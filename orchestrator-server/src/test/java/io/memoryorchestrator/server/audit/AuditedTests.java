package io.memoryorchestrator.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.identity.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditedTests {
    private static final UserRef ADA = new UserRef("default", "ada");

    private final Access access = new Access(new Caller.Operator("olga"), "default");
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Book book = new Book();
    private final Audited audited = new Audited(book, true, Clock.systemUTC(), meters);

    @Test
    void readsThatCouldNotBeWrittenAreWrittenBeforeTheNext() {
        book.away = true;
        read("first", "second");
        assertThatThrownBy(audited::write).isInstanceOf(AdapterException.class);
        read("third");
        assertThatThrownBy(audited::write).isInstanceOf(AdapterException.class);

        book.away = false;
        audited.write();

        assertThat(book.objects).containsExactly("first", "second", "third");
        assertThat(dropped()).isZero();
    }

    @Test
    void whatDoesNotFitWhileTheStoreIsAwayIsCounted() {
        book.away = true;
        read("taken");
        assertThatThrownBy(audited::write).isInstanceOf(AdapterException.class);
        IntStream.range(0, 20_003).forEach(i -> read("number " + i));
        book.away = false;
        audited.write();

        assertThat(book.objects).hasSize(20_001).startsWith("taken", "number 0");
        assertThat(dropped()).isEqualTo(3);
    }

    @Test
    void theEndOfTheProcessWritesWhatIsWaiting() {
        read("last");

        audited.close();

        assertThat(book.objects).containsExactly("last");
    }

    @Test
    void whatIsLeftAtTheEndOfTheProcessIsCounted() {
        book.away = true;
        read("last", "very last");

        audited.close();

        assertThat(dropped()).isEqualTo(2);
    }

    private void read(String... objects) {
        List.of(objects).forEach(object -> audited.read(access, "turn.read", ADA, object));
    }

    private double dropped() {
        return meters.counter("memory.audit.dropped").count();
    }

    private static final class Book implements AuditLog {
        private final List<String> objects = new ArrayList<>();
        private boolean away;

        @Override
        public void record(List<Read> reads) {
            if (away) {
                throw new AdapterException("store", FailureKind.UNAVAILABLE, "away", null);
            }
            reads.forEach(read -> objects.add(String.valueOf(read.object())));
        }

        @Override
        public List<Entry> list(@Nullable UserRef user, @Nullable Long before, int limit) {
            return List.of();
        }

        @Override
        public long purge(Instant before, int limit) {
            return 0;
        }
    }
}
