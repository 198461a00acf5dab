/** Programs, ports, folders and locks of this machine. */
@NullMarked
package io.memoryorchestrator.local.process;

import org.jspecify.annotations.NullMarked;
