/** What the server remembers of its adapters beside what they say themselves. */
@NullMarked
package io.memoryorchestrator.server.adapters;

import org.jspecify.annotations.NullMarked;
