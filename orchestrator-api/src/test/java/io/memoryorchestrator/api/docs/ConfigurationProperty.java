package io.memoryorchestrator.api.docs;

/**
 * A setting as the README shows it.
 *
 * @param fallback what counts when nobody sets it; empty when nothing does
 * @param meaning one phrase for an operator
 */
record ConfigurationProperty(String name, String fallback, String meaning) {}
