package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires what operators and probes see. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

    @Bean
    ReadinessHealth orchestratorHealthIndicator(Readiness readiness, CanonicalStore store) {
        return new ReadinessHealth(readiness, store);
    }

    @Bean
    WebMvcConfigurer readyRequests(Readiness readiness) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ReadyInterceptor(readiness))
                        .addPathPatterns("/v1/**")
                        .excludePathPatterns("/v1/ops/**");
            }
        };
    }
}
