@NullMarked
package io.memoryorchestrator.local.postgres;

import org.jspecify.annotations.NullMarked;
