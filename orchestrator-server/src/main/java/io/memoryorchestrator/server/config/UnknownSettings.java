package io.memoryorchestrator.server.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Says which settings nothing on the class path describes, as a misspelt one would else leave the default in place without a
 * word. It says so and refuses nothing: an adapter from elsewhere may read settings and not describe them.
 */
@Component
final class UnknownSettings implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownSettings.class);

    /** What Kubernetes sets in every container for a service whose name begins with "orchestrator". */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("orchestrator(\\..*)?\\.(service\\.(host|port.*)|port(\\[\\d+]\\.(tcp|udp|sctp).*)?)");

    private final ConfigurableEnvironment environment;
    private final KnownSettings known;

    UnknownSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.known = KnownSettings.onClassPath(UnknownSettings.class.getClassLoader());
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> unknown = told();
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "These settings are known to nothing here and do nothing: {}. \"Configuration\" in README.md has those there"
                            + " are",
                    String.join("; ", unknown));
        }
    }

    /** Each by its name, where it stands, and what was probably meant; never with its value. */
    List<String> told() {
        Map<String, String> told = new TreeMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
                names.stream()
                        .filter(KnownSettings.ROOT::isAncestorOf)
                        .filter(name -> variables ? !isVariable(name) : !known.has(name))
                        .forEach(name ->
                                told.putIfAbsent(name.toString(), told(name, source.getConfigurationProperty(name))));
            }
        }
        return List.copyOf(told.values());
    }

    private boolean isVariable(ConfigurationPropertyName name) {
        return known.hasVariable(name) || OF_KUBERNETES.matcher(name.toString()).matches();
    }

    private String told(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
        String place = property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return name
                + place
                + known.nearestTo(name)
                        .map(meant -> ", did you mean " + meant + "?")
                        .orElse("");
    }
}
