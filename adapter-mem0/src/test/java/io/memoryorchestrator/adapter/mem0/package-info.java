@NullMarked
package io.memoryorchestrator.adapter.mem0;

import org.jspecify.annotations.NullMarked;
