@NullMarked
package io.memoryorchestrator.server.gateway;

import org.jspecify.annotations.NullMarked;
