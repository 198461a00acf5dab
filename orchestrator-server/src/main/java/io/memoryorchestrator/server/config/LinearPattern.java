package io.memoryorchestrator.server.config;

import io.memoryorchestrator.pii.CustomPattern;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A pattern that RE2 can run, and so in a time that is linear in the text. */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = LinearPattern.Compiles.class)
@interface LinearPattern {
    String message() default "is not valid RE2 syntax; look-around and back-references are not supported";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compiles the pattern and throws the result away. */
    final class Compiles implements ConstraintValidator<LinearPattern, @Nullable String> {
        @Override
        public boolean isValid(@Nullable String pattern, ConstraintValidatorContext context) {
            if (pattern == null) {
                return true;
            }
            try {
                return !CustomPattern.of("checked", pattern).pattern().pattern().isEmpty();
            } catch (IllegalArgumentException invalid) {
                return false;
            }
        }
    }
}
