@NullMarked
package io.memoryorchestrator.cli.testing;

import org.jspecify.annotations.NullMarked;
