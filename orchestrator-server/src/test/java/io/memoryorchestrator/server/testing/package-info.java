/** What the integration tests share: real parts, a client, and waiting for conditions. */
@NullMarked
package io.memoryorchestrator.server.testing;

import org.jspecify.annotations.NullMarked;
