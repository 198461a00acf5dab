@NullMarked
package io.memoryorchestrator.cli.intent;

import org.jspecify.annotations.NullMarked;
