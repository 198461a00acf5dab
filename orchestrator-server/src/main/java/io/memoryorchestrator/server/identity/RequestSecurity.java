package io.memoryorchestrator.server.identity;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Asks every request for its token, and gives its handler what the caller may do. */
@Configuration(proxyBeanMethods = false)
class RequestSecurity {
    /** What a browser loads before it can have a token. None of it is anybody's. */
    private static final String[] PAGES = {
        "/", "/index.html", "/favicon.ico", "/assets/**", "/console/**", "/swagger-ui/**", "/v3/api-docs/**"
    };

    @Bean
    SecurityFilterChain requests(
            HttpSecurity http, IdentityProperties identity, BearerTokens tokens, JsonMapper mapper) {
        // There is neither cookie nor session, so nothing a foreign page could ride on.
        http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    requests.requestMatchers(
                                    EndpointRequest.to("health", "info", "prometheus"), EndpointRequest.toLinks())
                            .permitAll();
                    requests.requestMatchers(EndpointRequest.toAnyEndpoint()).denyAll();
                    if (identity.configured()) {
                        requests.requestMatchers(PAGES).permitAll().anyRequest().authenticated();
                    } else {
                        requests.anyRequest().permitAll();
                    }
                });
        if (identity.configured()) {
            AskForToken ask = new AskForToken(mapper);
            http.oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> tokens)
                            .authenticationEntryPoint(ask))
                    .exceptionHandling(handling -> handling.authenticationEntryPoint(ask));
        }
        return http.build();
    }

    @Bean
    AccessOfRequest accessOfRequest(
            IdentityProperties identity, @Value("${orchestrator.default-tenant:default}") String defaultTenant) {
        Access everything = new Access(new Caller.Developer(), defaultTenant);
        return request -> {
            if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known) {
                return new Access(known.caller(), defaultTenant);
            }
            if (identity.configured()) {
                throw new IllegalStateException("a request without a caller has come past the filter");
            }
            return everything;
        };
    }

    /** Keeps what a handler method asks of its caller out of the OpenAPI page: no client sends it. */
    @Bean
    SpringDocUtils accessIsNoParameter() {
        return SpringDocUtils.getConfig().addRequestWrapperToIgnore(Access.class);
    }

    @Bean
    WebMvcConfigurer accessOfRequests(AccessOfRequest requests, IdentityProperties identity) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new AccessArgument(requests));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RateLimits(requests, identity.limits()))
                        .addPathPatterns("/v1/**", "/api/**");
                registry.addInterceptor(new OperatorsOnly(requests)).addPathPatterns("/v1/ops/**");
            }
        };
    }
}
