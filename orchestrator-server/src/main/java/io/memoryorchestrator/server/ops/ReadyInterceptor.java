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
        if (readiness.waitingFor().isPresent()) {
            // What it waits for names hosts, which is for operators and not for every caller.
            throw new NotReadyException();
        }
        return true;
    }
}
