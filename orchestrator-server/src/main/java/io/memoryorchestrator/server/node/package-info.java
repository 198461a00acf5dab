/** Memory nodes over HTTP, and a store of them in this process for development. */
@NullMarked
package io.memoryorchestrator.server.node;

import org.jspecify.annotations.NullMarked;
