@NullMarked
package io.memoryorchestrator.server.ops;

import org.jspecify.annotations.NullMarked;
