@NullMarked
package io.memoryorchestrator.tck;

import org.jspecify.annotations.NullMarked;
