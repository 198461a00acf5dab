@NullMarked
package io.memoryorchestrator.cli.privacy;

import org.jspecify.annotations.NullMarked;
