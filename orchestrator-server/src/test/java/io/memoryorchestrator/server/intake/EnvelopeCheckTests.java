package io.memoryorchestrator.server.intake;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.spi.TurnScan;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopeCheckTests {
    private static final String TOPIC = "memory.session-backfill.v1";
    private static final byte[] VALUE = "{}".getBytes(StandardCharsets.UTF_8);
    private static final EnvelopeSignature KNOWN =
            new EnvelopeSignature("k1", Secret.of("0123456789abcdef0123456789abcdef"));
    private static final EnvelopeSignature STRANGE =
            new EnvelopeSignature("k2", Secret.of("0123456789abcdef0123456789abcdef"));
    private static final EnvelopeSignature FORGED =
            new EnvelopeSignature("k1", Secret.of("another-secret-of-at-least-32-bytes"));

    private final EnvelopeCheck strict = new EnvelopeCheck(Map.of("k1", KNOWN));
    private final EnvelopeCheck believing = new EnvelopeCheck(Map.of());

    @Test
    void onlyARecordSignedWithAKnownKeyIsTaken() {
        assertThatNoException().isThrownBy(() -> strict.signed(signedWith(KNOWN)));
        assertRefused(WireFault.UNSIGNED, () -> strict.signed(record(Map.of("ce_id", "1"))));
        assertRefused(WireFault.IDENTITY_MISMATCH, () -> strict.signed(signedWith(STRANGE)));
        assertRefused(WireFault.IDENTITY_MISMATCH, () -> strict.signed(signedWith(FORGED)));
    }

    @Test
    void withoutKeysWhoeverMayWriteIsBelieved() {
        assertThatNoException().isThrownBy(() -> believing.signed(record(Map.of())));
    }

    @Test
    void whatAnEndUserCausedIsAboutThatUser() {
        InboundRecord ofAda = record(Map.of("ce_actor", "user:default:ada"));

        assertThatNoException().isThrownBy(() -> believing.ownedByActor(ofAda, backfillOf("default", "ada")));
        for (Intent other :
                new Intent[] {backfillOf("default", "bob"), backfillOf("other", "ada"), backfillOf("default", null)}) {
            assertRefused(WireFault.IDENTITY_MISMATCH, () -> believing.ownedByActor(ofAda, other));
        }
    }

    @Test
    void servicesOperatorsAndRecordsWithoutAnActorMayBeAboutAnybody() {
        for (Map<String, String> headers : List.<Map<String, String>>of(
                Map.of(), Map.of("ce_actor", "service:billing"), Map.of("ce_actor", "ops:olga"))) {
            assertThatNoException()
                    .isThrownBy(() -> believing.ownedByActor(record(headers), backfillOf("default", "bob")));
        }
    }

    private static void assertRefused(WireFault fault, Runnable check) {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(check::run)
                .matches(refused -> refused.fault() == fault, fault.code());
    }

    private static Intent backfillOf(String tenant, @Nullable String user) {
        return new SessionBackfill(
                new TurnScan.Range(tenant, user, null, null, null), Set.of(BackfillTarget.CACHE), null, false);
    }

    private static InboundRecord signedWith(EnvelopeSignature key) {
        Map<String, String> headers = new HashMap<>(Map.of("ce_id", "1"));
        headers.putAll(key.sign(TOPIC, null, headers, VALUE));
        return record(headers);
    }

    private static InboundRecord record(Map<String, String> headers) {
        return new InboundRecord(TOPIC, 0, 1, Instant.EPOCH, null, headers, VALUE);
    }
}
