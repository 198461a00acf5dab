@NullMarked
package io.memoryorchestrator.api.node;

import org.jspecify.annotations.NullMarked;
