/** Makes the adapter from properties. The only package of this module that knows Spring. */
@NullMarked
package io.memoryorchestrator.adapter.mem0.spring;

import org.jspecify.annotations.NullMarked;
