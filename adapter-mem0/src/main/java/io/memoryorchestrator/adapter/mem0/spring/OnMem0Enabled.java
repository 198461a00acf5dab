package io.memoryorchestrator.adapter.mem0.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether Mem0 is switched on in any of the ways people write yes; {@code MEM0_ENABLED=1} is one of them. */
final class OnMem0Enabled implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getEnvironment().getProperty("orchestrator.adapter.mem0.enabled", Boolean.class, false);
    }
}
