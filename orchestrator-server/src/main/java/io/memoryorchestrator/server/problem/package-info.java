/** What can be wrong with a request, and how it is told: RFC 9457 problem details with a stable code. */
@NullMarked
package io.memoryorchestrator.server.problem;

import org.jspecify.annotations.NullMarked;
