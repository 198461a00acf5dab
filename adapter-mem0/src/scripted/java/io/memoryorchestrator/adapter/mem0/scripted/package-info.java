/** A Mem0 that runs in this process, speaks both flavours, and misbehaves by script. JDK and Jackson only. */
@NullMarked
package io.memoryorchestrator.adapter.mem0.scripted;

import org.jspecify.annotations.NullMarked;
