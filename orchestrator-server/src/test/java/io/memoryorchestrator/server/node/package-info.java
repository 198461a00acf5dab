@NullMarked
package io.memoryorchestrator.server.node;

import org.jspecify.annotations.NullMarked;
