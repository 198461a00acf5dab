package io.memoryorchestrator.server.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedactionPoliciesTests {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TEXT = "write to ann.lee@mail.example or pay with 4111 1111 1111 1111";
    private static final Secret KEY = Secret.of("a key of more than sixteen bytes");

    @Test
    void pseudonymisingWithoutAKeyIsRefusedAtOnce() {
        Map<PiiType, PiiAction> actions = Map.of(PiiType.EMAIL, PiiAction.PSEUDONYMISE);

        assertThatThrownBy(() -> new RedactionPolicies(actions, Map.of(), Matching.STANDARD, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orchestrator.redaction.pseudonym-key");
        assertThatThrownBy(() -> new RedactionPolicies(Map.of(), Map.of("acme", actions), Matching.STANDARD, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orchestrator.redaction.pseudonym-key");
    }

    @Test
    void withoutSettingsEveryTenantHasTheStandardPolicy() {
        RedactionPolicies policies = RedactionPolicies.standard();

        assertThat(policies.of("acme")).isEqualTo(PiiPolicy.standard());
        assertThat(policies.ofUnknownTenant()).isEqualTo(PiiPolicy.standard());
    }

    @Test
    void aTenantsOwnChoiceGoesBeforeThatForAll() {
        RedactionPolicies policies = new RedactionPolicies(
                Map.of(PiiType.CARD, PiiAction.MASK),
                Map.of("acme", Map.of(PiiType.EMAIL, PiiAction.KEEP), "other", Map.of(PiiType.CARD, PiiAction.REDACT)),
                Matching.STANDARD,
                null);

        assertThat(redacted(policies, "acme")).isEqualTo("write to ann.lee@mail.example or pay with [CARD:****1111]");
        assertThat(redacted(policies, "other")).isEqualTo("write to [EMAIL] or pay with [CARD]");
        assertThat(redacted(policies, "else")).isEqualTo("write to [EMAIL] or pay with [CARD:****1111]");
    }

    @Test
    void twoTenantsHaveUnlikePseudonymsForOneValue() {
        RedactionPolicies policies =
                new RedactionPolicies(Map.of(PiiType.EMAIL, PiiAction.PSEUDONYMISE), Map.of(), Matching.STANDARD, KEY);

        assertThat(redacted(policies, "acme")).contains("[EMAIL:").isEqualTo(redacted(policies, "acme"));
        assertThat(redacted(policies, "acme")).isNotEqualTo(redacted(policies, "other"));
    }

    @Test
    void aQuestionIsRedactedLikeTheTurnsOfItsTenant() {
        RedactionPolicies policies = new RedactionPolicies(
                Map.of(), Map.of("acme", Map.of(PiiType.EMAIL, PiiAction.PSEUDONYMISE)), Matching.STANDARD, KEY);

        ContextFetch question = new ContextFetch(
                new UserRef("acme", "ann"), null, TEXT, 5, null, Set.of(), TurnFilter.NONE, null, null);

        assertThat(redactor(policies).fetch(question).query()).isEqualTo(redacted(policies, "acme"));
    }

    @Test
    void whatAnyTenantTakesOutIsTakenOutOfRecordsThatCannotBeDecoded() {
        RedactionPolicies policies = new RedactionPolicies(
                Map.of(PiiType.CARD, PiiAction.KEEP, PiiType.EMAIL, PiiAction.PSEUDONYMISE),
                Map.of("acme", Map.of(PiiType.PERSON, PiiAction.MASK)),
                Matching.STANDARD,
                KEY);

        assertThat(redactor(policies).text(TEXT)).isEqualTo("write to [EMAIL] or pay with [CARD]");
        assertThat(policies.ofUnknownTenant().actionFor(PiiType.PERSON)).isEqualTo(PiiAction.REDACT);
    }

    private static String redacted(RedactionPolicies policies, String tenant) {
        SpokenTurn turn = new SpokenTurn(null, 1L, Role.USER, TEXT, NOW, Map.<String, @Nullable Object>of(), null);
        IntentEnvelope envelope = new IntentEnvelope(
                "i1",
                "/test",
                NOW,
                new SessionSync(SessionRef.of(tenant, "ann", "s1"), TurnLabels.NONE, List.of(turn)));
        RedactedIntent redacted = redactor(policies).redact(envelope);
        return ((SessionSync) redacted.envelope().intent()).turns().getFirst().content();
    }

    private static Redactor redactor(RedactionPolicies policies) {
        return new Redactor(policies, new SimpleMeterRegistry());
    }
}
