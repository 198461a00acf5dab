package io.memoryorchestrator.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets only operators through. */
final class OperatorsOnly implements HandlerInterceptor {
    private final AccessOfRequest requests;

    OperatorsOnly(AccessOfRequest requests) {
        this.requests = requests;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        requests.of(request).operating();
        return true;
    }
}
