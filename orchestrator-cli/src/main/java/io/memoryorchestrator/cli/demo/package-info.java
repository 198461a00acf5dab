/** The main job from nothing: a conversation through all four intents, and what became of it. */
@NullMarked
package io.memoryorchestrator.cli.demo;

import org.jspecify.annotations.NullMarked;
