package io.memoryorchestrator.server.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Finds out what the caller of a request may do. */
interface AccessOfRequest {
    Access of(HttpServletRequest request);
}
