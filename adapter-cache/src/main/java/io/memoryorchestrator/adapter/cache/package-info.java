/** A cache of the last turns of busy sessions. It may lose everything at any time and never answers half a tail. */
@NullMarked
package io.memoryorchestrator.adapter.cache;

import org.jspecify.annotations.NullMarked;
