package io.memoryorchestrator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.server.redaction.RedactionPolicies;
import java.time.Duration;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

class RedactionSettingsTests {
    private static final String PREFIX = "orchestrator.redaction.";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OrchestratorProperties.class)
    static class Settings {}

    @Test
    void pseudonymisingWithoutAGoodKeyFailsAtStartAndSaysWhatToDo() {
        for (String key : new String[] {"", "too short"}) {
            runner.withPropertyValues(PREFIX + "tenants.acme.email=pseudonymise", PREFIX + "pseudonym-key=" + key)
                    .run(context -> assertThat(context.getStartupFailure())
                            .hasStackTraceContaining("needs orchestrator.redaction.pseudonym-key")
                            .satisfies(failure -> assertThat(failure.toString()).doesNotContain("too short")));
        }
    }

    @Test
    void anActionThatDoesNotExistFailsAtStartAndNamesTheProperty() {
        runner.withPropertyValues(PREFIX + "actions.email=forget")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("orchestrator.redaction.actions.email"));
    }

    @Test
    void actionsAreReadForAllAndForOneTenant() {
        runner.withPropertyValues(
                        PREFIX + "actions.birth-date=keep",
                        PREFIX + "tenants.acme.card=mask",
                        PREFIX + "tenants[Big_Co].person=redact",
                        PREFIX + "tenants[Big_Co].email=pseudonymise",
                        PREFIX + "pseudonym-key=a key of more than sixteen bytes")
                .run(context -> {
                    RedactionProperties settings =
                            context.getBean(OrchestratorProperties.class).redaction();
                    PiiPolicy acme = settings.policies().of("acme");
                    PiiPolicy big = settings.policies().of("Big_Co");

                    assertThat(acme.actionFor(PiiType.BIRTH_DATE)).isEqualTo(PiiAction.KEEP);
                    assertThat(acme.actionFor(PiiType.CARD)).isEqualTo(PiiAction.MASK);
                    assertThat(big.actionFor(PiiType.PERSON)).isEqualTo(PiiAction.REDACT);
                    assertThat(big.pseudonymKey()).isNotNull();
                    assertThat(settings.toString()).doesNotContain("sixteen");
                });
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        runner.withPropertyValues(
                        PREFIX + "patterns.badge=EMP-[0-9]{4}",
                        PREFIX + "patterns.twice=(a)\\1",
                        PREFIX + "patterns.open=(a",
                        PREFIX + "min-confidence.person=1.5",
                        PREFIX + "actions.email=pseudonymise",
                        PREFIX + "entities.url=ftp://names.example",
                        PREFIX + "entities.max-text=7")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("patterns[twice]")
                        .hasStackTraceContaining("patterns[open]")
                        .hasStackTraceContaining("look-around and back-references are not supported")
                        .hasStackTraceContaining("must lie between 0 and 1")
                        .hasStackTraceContaining("needs orchestrator.redaction.pseudonym-key")
                        .hasStackTraceContaining("must begin with http:// or https://")
                        .hasStackTraceContaining("redaction.entities.maxText")
                        .satisfies(failure ->
                                assertThat(Throwables.getStackTrace(failure)).doesNotContain("patterns[badge]")));
    }

    @Test
    void patternsAndConfidencesHoldForEveryTenant() {
        runner.withPropertyValues(
                        PREFIX + "patterns.badge=EMP-[0-9]{4}",
                        PREFIX + "min-confidence.address=0.5",
                        PREFIX + "tenants.acme.custom=keep")
                .run(context -> {
                    RedactionPolicies policies = context.getBean(OrchestratorProperties.class)
                            .redaction()
                            .policies();

                    assertThat(policies.of("other").minimumConfidence(PiiType.ADDRESS))
                            .isEqualTo(0.5);
                    assertThat(redacted(policies.of("other"))).isEqualTo("badge [CUSTOM]");
                    assertThat(redacted(policies.ofUnknownTenant())).isEqualTo("badge [CUSTOM]");
                    assertThat(redacted(policies.of("acme"))).isEqualTo("badge EMP-1234");
                });
    }

    private static String redacted(PiiPolicy policy) {
        return PiiFilter.standard().redact("badge EMP-1234", policy).text();
    }

    @Test
    void anEntityServiceIsAskedOnlyIfThereIsOne() {
        runner.run(context -> assertThat(entities(context).settings()).isEmpty());
        runner.withPropertyValues(
                        PREFIX + "entities.url=http://127.0.0.1:5002/analyze", PREFIX + "entities.api-key=very-secret")
                .run(context -> {
                    assertThat(entities(context).settings()).hasValueSatisfying(settings -> {
                        assertThat(settings.deadline()).isEqualTo(Duration.ofMillis(300));
                        assertThat(settings.required()).isFalse();
                        assertThat(settings.toString()).doesNotContain("very-secret");
                    });
                });
    }

    private static RedactionEntitiesProperties entities(ApplicationContext context) {
        return context.getBean(OrchestratorProperties.class).redaction().entities();
    }

    @Test
    void withoutSettingsTheStandardPolicyHolds() {
        runner.run(context -> assertThat(context.getBean(OrchestratorProperties.class)
                        .redaction()
                        .policies()
                        .of("acme"))
                .isEqualTo(PiiPolicy.standard()));
    }
}
