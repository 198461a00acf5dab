package io.memoryorchestrator.server.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.Validator;

/** Reads settings to find all that is wrong with them: again and again, each time without the values it could not read. */
final class SettingsReading {
    private final ConfigurableEnvironment environment;
    private final Validator[] validators;

    SettingsReading(ConfigurableEnvironment environment, List<Validator> validators) {
        this.environment = environment;
        this.validators = validators.toArray(Validator[]::new);
    }

    /**
     * @param prefix of the settings, such as {@code orchestrator.identity}
     * @return a line for each fault; values appear only where they could not be read as what they should be
     */
    List<String> faults(String prefix, Class<?> type) {
        List<String> faults = new ArrayList<>();
        Set<ConfigurationPropertyName> unreadable = new HashSet<>();
        while (true) {
            try {
                without(unreadable).bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(validators));
                return faults;
            } catch (BindException failure) {
                BindValidationException invalid = cause(failure, BindValidationException.class);
                ConfigurationProperty property = failure.getProperty();
                if (invalid != null) {
                    String place = invalid.getValidationErrors().getName().toString();
                    invalid.getValidationErrors().forEach(error -> faults.add(told(place, error)));
                } else {
                    faults.add(told(failure));
                }
                if (invalid != null || property == null || !unreadable.add(property.getName())) {
                    return faults;
                }
            }
        }
    }

    private Binder without(Set<ConfigurationPropertyName> unreadable) {
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            sources.add(source.filter(name -> !unreadable.contains(name)));
        }
        return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
    }

    private static String told(String place, ObjectError error) {
        String field = error instanceof FieldError of ? "." + DataObjectPropertyName.toDashedForm(of.getField()) : "";
        return place + field + ": " + error.getDefaultMessage();
    }

    private static String told(BindException failure) {
        ConfigurationProperty property = failure.getProperty();
        ConversionFailedException conversion = cause(failure, ConversionFailedException.class);
        if (property == null || conversion == null) {
            return failure.getName() + ": " + root(failure).getMessage();
        }
        String origin = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return property.getName() + ": '" + conversion.getValue() + "' " + expected(conversion) + origin;
    }

    private static String expected(ConversionFailedException conversion) {
        Class<?> type = conversion.getTargetType().getObjectType();
        if (type.isEnum()) {
            return "is none of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return Number.class.isAssignableFrom(type)
                ? "is no number"
                : "is no " + type.getSimpleName() + ": " + root(conversion).getMessage();
    }

    private static <T extends Throwable> @Nullable T cause(@Nullable Throwable failure, Class<T> type) {
        return failure == null ? null : type.isInstance(failure) ? type.cast(failure) : cause(failure.getCause(), type);
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
