/**
 * One detector per kind of identifier, and the single prefilter pass that decides where each of them looks.
 *
 * <p>Detectors read a {@link io.memoryorchestrator.pii.detect.View}, never the caller's text, and look only at a bounded stretch around
 * a hit. They know the value types of the parent package but neither the filter nor how findings are replaced.
 */
@NullMarked
package io.memoryorchestrator.pii.detect;

import org.jspecify.annotations.NullMarked;
