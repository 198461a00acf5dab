package io.memoryorchestrator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
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
                    OrchestratorProperties.Redaction settings =
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
    void withoutSettingsTheStandardPolicyHolds() {
        runner.run(context -> assertThat(context.getBean(OrchestratorProperties.class)
                        .redaction()
                        .policies()
                        .of("acme"))
                .isEqualTo(PiiPolicy.standard()));
    }
}
