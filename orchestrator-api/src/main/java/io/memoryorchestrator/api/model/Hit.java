package io.memoryorchestrator.api.model;

/**
 * A turn that a search found.
 *
 * @param turn what was found
 * @param score the backend's own score, higher is better; comparable only within one result list
 */
public record Hit(Turn turn, double score) {}
