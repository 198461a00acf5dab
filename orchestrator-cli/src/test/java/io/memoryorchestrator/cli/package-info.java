@NullMarked
package io.memoryorchestrator.cli;

import org.jspecify.annotations.NullMarked;
