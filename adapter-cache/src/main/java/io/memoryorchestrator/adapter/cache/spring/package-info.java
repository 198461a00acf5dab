/** Wires the cache into Spring Boot; the only package of this module that imports Spring. */
@NullMarked
package io.memoryorchestrator.adapter.cache.spring;

import org.jspecify.annotations.NullMarked;
