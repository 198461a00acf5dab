package io.memoryorchestrator.server.identity;

import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires who is asking into every request. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    AccessOfRequest accessOfRequest(@Value("${orchestrator.default-tenant:default}") String defaultTenant) {
        Access everything = new Access(new Caller.Developer(), defaultTenant);
        return request -> everything;
    }

    /** Keeps what a handler method asks of its caller out of the OpenAPI page: no client sends it. */
    @Bean
    SpringDocUtils accessIsNoParameter() {
        return SpringDocUtils.getConfig().addRequestWrapperToIgnore(Access.class);
    }

    @Bean
    WebMvcConfigurer accessOfRequests(AccessOfRequest requests) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new AccessArgument(requests));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new OperatorsOnly(requests)).addPathPatterns("/v1/ops/**");
            }
        };
    }
}
