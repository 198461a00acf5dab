/** For operators: start-up, readiness, adapters and their health. */
@NullMarked
package io.memoryorchestrator.server.ops;

import org.jspecify.annotations.NullMarked;
