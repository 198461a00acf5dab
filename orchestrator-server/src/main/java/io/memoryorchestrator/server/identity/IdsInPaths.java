package io.memoryorchestrator.server.identity;

import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets every id stand in a path: one may hold a slash, a backslash, a semicolon or a percent sign, as long as they are
 * encoded. A bare one is refused as before, and so is whatever else a strict firewall refuses.
 */
@Configuration(proxyBeanMethods = false)
class IdsInPaths {
    private static final List<String> ENCODED =
            List.of("%2f", "%2F", "%2f%2f", "%2f%2F", "%2F%2f", "%2F%2F", "%5c", "%5C", "%3b", "%3B", "%25");
    private static final List<String> DECODED = List.of(";", "%");

    /** Its setters would let the bare characters through as well. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        ENCODED.forEach(firewall.getEncodedUrlBlocklist()::remove);
        ENCODED.forEach(firewall.getDecodedUrlBlocklist()::remove);
        DECODED.forEach(firewall.getDecodedUrlBlocklist()::remove);
        return firewall;
    }

    /** Decoded here, they would be separators; Spring takes a path apart first and decodes each part by itself. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> separatorsStayEncoded() {
        String passed = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(passed);
            connector.setEncodedReverseSolidusHandling(passed);
        });
    }
}
