package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.server.problem.NotReadyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses requests while the process is not ready, so that nothing is promised that cannot be kept. */
final class ReadyInterceptor implements HandlerInterceptor {
    private final Readiness readiness;

    ReadyInterceptor(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        readiness.waitingFor().ifPresent(reason -> {
            throw new NotReadyException(reason);
        });
        return true;
    }
}
