@NullMarked
package io.memoryorchestrator.cli.stack;

import org.jspecify.annotations.NullMarked;
