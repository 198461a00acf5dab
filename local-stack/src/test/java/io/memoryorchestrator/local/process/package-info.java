@NullMarked
package io.memoryorchestrator.local.process;

import org.jspecify.annotations.NullMarked;
