package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.spi.Ability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The ability that a contract is about; its tests run for adapters that declare it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Covers {
    Ability value();
}
