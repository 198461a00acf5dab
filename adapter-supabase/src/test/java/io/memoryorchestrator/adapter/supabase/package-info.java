/** The store is tried on a real database. */
@NullMarked
package io.memoryorchestrator.adapter.supabase;

import org.jspecify.annotations.NullMarked;
