package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.tck.fixture.Scope;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/** Runs the contracts: shares one adapter per class, leaves out what is not offered, holds deviations to their word. */
final class ConformanceExtension implements BeforeEachCallback, ParameterResolver, InvocationInterceptor, TestWatcher {
    private static final Namespace NAMESPACE = Namespace.create(ConformanceExtension.class);

    // Here and not while the parameter is resolved, where JUnit would turn a skipped test into a failed one.
    @Override
    public void beforeEach(ExtensionContext context) {
        Shared shared = shared(context);
        Covers covers = context.getRequiredTestMethod().getDeclaringClass().getAnnotation(Covers.class);
        if (covers != null) {
            requireOffered(shared.adapter(), covers.value());
        }
    }

    private static void requireOffered(MemoryAdapter adapter, Ability ability) {
        if (!adapter.descriptor().has(ability)) {
            throw new NotOffered("The adapter does not declare " + ability);
        }
        if (!ability.type().isInstance(adapter)) {
            throw new NotOffered(ability + " is declared but not implemented, which its own test says");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Subject.class;
    }

    @Override
    public Subject resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Subject(supplied(context), shared(context).adapter(), Scope.fresh());
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        String name = method.getExecutable().getName();
        Optional<Deviation> deviation = supplied(context).deviations().stream()
                .filter(known -> known.test().equals(name))
                .findFirst();
        if (deviation.isEmpty()) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
        } catch (TestAbortedException aborted) {
            throw aborted;
        } catch (Throwable failure) {
            throw new Deviates(deviation.get(), failure);
        }
        throw new AssertionError("The adapter passes " + name + " now, so its deviation must go: "
                + deviation.get().reason());
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        record(context, ConformanceReport.Outcome.PASSED, "");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        record(context, ConformanceReport.Outcome.FAILED, "");
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        ConformanceReport.Outcome outcome = switch (cause) {
            case NotOffered _ -> ConformanceReport.Outcome.NOT_OFFERED;
            case Deviates _ -> ConformanceReport.Outcome.DEVIATES;
            case null, default -> ConformanceReport.Outcome.SKIPPED;
        };
        record(context, outcome, cause == null ? "" : String.valueOf(cause.getMessage()));
    }

    private static void record(ExtensionContext context, ConformanceReport.Outcome outcome, String reason) {
        Method test = context.getRequiredTestMethod();
        ConformanceReport report = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        ConformanceReport.class,
                        key -> ConformanceReport.from(context::getConfigurationParameter),
                        ConformanceReport.class);
        report.add(context.getRequiredTestClass(), test.getDeclaringClass(), test.getName(), outcome, reason);
    }

    private static Conformance supplied(ExtensionContext context) {
        return (Conformance) context.getRequiredTestInstance();
    }

    private static Shared shared(ExtensionContext context) {
        ExtensionContext ofClass = context.getParent().orElseThrow();
        return ofClass.getStore(NAMESPACE)
                .computeIfAbsent(
                        Shared.class, key -> new Shared(supplied(context).make()), Shared.class);
    }

    /** Closed by JUnit after the last test of the class. */
    private record Shared(MemoryAdapter adapter) implements AutoCloseable {
        @Override
        public void close() {
            adapter.close();
        }
    }
}
