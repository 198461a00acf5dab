package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import org.junit.jupiter.api.Test;

/** What an adapter says of itself is exactly true. */
public interface DescriptorContract extends Conformance {

    @Test
    default void everyDeclaredAbilityIsImplemented(Subject subject) {
        for (Ability ability : subject.descriptor().abilities()) {
            assertThat(subject.adapter()).as(ability.name()).isInstanceOf(ability.type());
        }
    }

    @Test
    default void noUndeclaredAbilityIsImplemented(Subject subject) {
        for (Ability ability : Ability.values()) {
            if (!subject.descriptor().has(ability)) {
                assertThat(subject.adapter()).as(ability.name()).isNotInstanceOf(ability.type());
            }
        }
    }

    @Test
    default void anUndeclaredAbilityFailsAsUnsupported(Subject subject) {
        for (Ability ability : Ability.values()) {
            if (!subject.descriptor().has(ability)) {
                assertThatThrownBy(() -> AdapterDescriptor.require(subject.adapter(), ability, ability.type()))
                        .as(ability.name())
                        .isInstanceOfSatisfying(
                                AdapterException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED));
            }
        }
    }

    @Test
    default void theDescriptorStaysTheSame(Subject subject) {
        AdapterDescriptor before = subject.descriptor();
        subject.adapter().check();

        assertThat(subject.descriptor()).isEqualTo(before);
    }

    @Test
    default void theNameCanBeAProperty(Subject subject) {
        assertThat(subject.descriptor().name()).matches("[a-z][a-z0-9-]{0,30}");
    }
}
