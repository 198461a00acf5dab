package io.memoryorchestrator.adapter.mem0.spring;

import io.memoryorchestrator.adapter.mem0.Mem0Settings;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Whether Mem0 can take part: it is wanted from the beginning, in any of the ways people write yes ({@code MEM0_ENABLED=1} is
 * one of them), or it has what it needs to be switched on later.
 */
final class OnMem0Configured implements Condition {
    private static final String PREFIX = "orchestrator.adapter.mem0.";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        boolean oss = Mem0Settings.Flavour.OSS.name().equalsIgnoreCase(environment.getProperty(PREFIX + "flavour"));
        return environment.getProperty(PREFIX + "enabled", Boolean.class, false)
                || StringUtils.hasText(environment.getProperty(PREFIX + "api-key"))
                || oss && StringUtils.hasText(environment.getProperty(PREFIX + "base-url"));
    }
}
