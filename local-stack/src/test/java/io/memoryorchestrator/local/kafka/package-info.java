@NullMarked
package io.memoryorchestrator.local.kafka;

import org.jspecify.annotations.NullMarked;
