/** Who read, changed, exported or erased what: written with each change, and a little later for reads. */
@NullMarked
package io.memoryorchestrator.server.audit;

import org.jspecify.annotations.NullMarked;
