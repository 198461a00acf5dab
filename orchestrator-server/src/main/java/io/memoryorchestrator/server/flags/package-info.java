/** Which adapters are switched on, through OpenFeature; each event is handled under one state of all flags. */
@NullMarked
package io.memoryorchestrator.server.flags;

import org.jspecify.annotations.NullMarked;
