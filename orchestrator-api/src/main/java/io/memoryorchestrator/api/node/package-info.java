/**
 * Memory nodes: what an application keeps for a user beside the turns, kind by kind, through one small store. Values are
 * checked and brought into one form when they are made, so that every implementation keeps and returns the same.
 */
@NullMarked
package io.memoryorchestrator.api.node;

import org.jspecify.annotations.NullMarked;
