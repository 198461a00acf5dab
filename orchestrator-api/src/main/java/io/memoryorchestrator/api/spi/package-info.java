/** What an adapter implements: a core of five operations, and abilities as small extra interfaces. */
@NullMarked
package io.memoryorchestrator.api.spi;

import org.jspecify.annotations.NullMarked;
