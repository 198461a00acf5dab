package io.memoryorchestrator.adapter.supabase.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** An empty URL, as an unset environment variable leaves it, counts as none. */
final class DatabaseUrlIsGiven extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean given = StringUtils.hasText(context.getEnvironment().getProperty(SupabaseProperties.PREFIX + ".url"));
        ConditionMessage.Builder message = ConditionMessage.forCondition("Database URL");
        return given
                ? ConditionOutcome.match(message.because(SupabaseProperties.PREFIX + ".url is set"))
                : ConditionOutcome.noMatch(message.because(SupabaseProperties.PREFIX + ".url is not set"));
    }
}
