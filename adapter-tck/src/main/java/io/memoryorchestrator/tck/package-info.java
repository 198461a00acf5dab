/**
 * What every adapter must do, as tests. An adapter's module implements {@link io.memoryorchestrator.tck.AllContracts} in one
 * test class and says how to make the adapter; what it declares in its descriptor is then asserted, in both directions.
 */
@NullMarked
package io.memoryorchestrator.tck;

import org.jspecify.annotations.NullMarked;
