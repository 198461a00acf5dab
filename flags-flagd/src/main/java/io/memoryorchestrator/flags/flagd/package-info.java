/** Feature flags from a file in flagd's format, as one more OpenFeature provider. */
@NullMarked
package io.memoryorchestrator.flags.flagd;

import org.jspecify.annotations.NullMarked;
