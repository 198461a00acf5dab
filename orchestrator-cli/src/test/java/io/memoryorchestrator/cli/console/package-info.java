@NullMarked
package io.memoryorchestrator.cli.console;

import org.jspecify.annotations.NullMarked;
