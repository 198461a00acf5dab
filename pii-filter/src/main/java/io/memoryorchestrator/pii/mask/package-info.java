/** How a finding is replaced: typed placeholders, masks that keep the last four, keyed pseudonyms. */
@NullMarked
package io.memoryorchestrator.pii.mask;

import org.jspecify.annotations.NullMarked;
