package io.memoryorchestrator.server.config;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Reports everything that is wrong with the settings when something is. Spring itself stops at the first class of them, and
 * in it at the first value that it cannot read: whoever starts a server would meet one fault after the other.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsAnalyzer implements FailureAnalyzer {
    private static final String DATABASE = "orchestrator.adapter.supabase.url";

    private final ListableBeanFactory beans;
    private final ConfigurableEnvironment environment;

    SettingsAnalyzer(BeanFactory beans, Environment environment) {
        this.beans = (ListableBeanFactory) beans;
        this.environment = (ConfigurableEnvironment) environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        if (!isOfSettings(failure)) {
            return null;
        }
        Set<String> faults = faults();
        List<String> unknown = new UnknownSettings(environment).told();
        boolean noDatabase = !StringUtils.hasText(environment.getProperty(DATABASE));
        if (faults.isEmpty() && (unknown.isEmpty() || !noDatabase)) {
            return null;
        }
        if (noDatabase) {
            faults.add(DATABASE + " (SUPABASE_DB_URL): " + MissingDatabaseAnalyzer.WHAT);
        }
        return new FailureAnalysis(
                list("These settings are wrong:", faults)
                        + (unknown.isEmpty()
                                ? ""
                                : "\n\n" + list("These are known to nothing here and do nothing:", unknown)),
                "Correct them; \"Configuration\" in README.md has each with its unit and default.",
                failure);
    }

    private static String list(String heading, Collection<String> lines) {
        return lines.stream().collect(Collectors.joining("\n- ", heading + "\n\n- ", ""));
    }

    private Set<String> faults() {
        Set<String> faults = new LinkedHashSet<>();
        try (ValidatorFactory constraints = Validation.buildDefaultValidatorFactory()) {
            var reading = new SettingsReading(environment, validators(constraints));
            for (String name : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
                Class<?> type = beans.getType(name, false);
                ConfigurationProperties settings =
                        beans.findAnnotationOnBean(name, ConfigurationProperties.class, false);
                if (type != null && settings != null && settings.value().startsWith("orchestrator")) {
                    faults.addAll(reading.faults(settings.value(), type));
                }
            }
        }
        return faults;
    }

    private List<Validator> validators(ValidatorFactory constraints) {
        List<Validator> validators = new ArrayList<>(List.of(new SpringValidatorAdapter(constraints.getValidator())));
        if (beans.containsBean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)) {
            validators.add(beans.getBean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME, Validator.class));
        }
        return validators;
    }

    private static boolean isOfSettings(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ConfigurationPropertiesBindException
                        || MissingDatabaseAnalyzer.isOfTheStore(failure)
                        || isOfSettings(failure.getCause()));
    }
}
