package io.memoryorchestrator.server.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** An endpoint that forgets to ask who is asking fails the build and not a user. */
@AnalyzeClasses(packages = "io.memoryorchestrator.server", importOptions = ImportOption.DoNotIncludeTests.class)
class EndpointsAskForAccessTests {
    @ArchTest
    static final ArchRule everyEndpointAsks = methods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should(askForAccess())
            .because("what belongs to somebody is shown to that somebody only (docs/adr/0009)");

    @ArchTest
    static final ArchRule endpointsAreFoundByTheRuleAbove = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.web.servlet.function..")
            .because("an endpoint made without annotations would escape the rule that every endpoint asks");

    @Test
    void theRuleSeesWhoForgets() {
        EvaluationResult result = everyEndpointAsks.evaluate(new ClassFileImporter().importClasses(Forgetful.class));

        assertThat(result.getFailureReport().getDetails())
                .hasSize(2)
                .anyMatch(line -> line.contains("withoutAccess"))
                .anyMatch(line -> line.contains("withAccessUnused"));
    }

    private static ArchCondition<JavaMethod> askForAccess() {
        return new ArchCondition<>("ask Access, be below /v1/ops, or say @OpenToAll") {
            @Override
            public void check(JavaMethod endpoint, ConditionEvents events) {
                if (!forOperators(endpoint) && !openToAll(endpoint) && !asks(endpoint)) {
                    events.add(SimpleConditionEvent.violated(
                            endpoint,
                            endpoint.getFullName() + " takes no Access, or takes it and neither asks it nor hands it"
                                    + " on: see the comment on Access for the one line that is missing"));
                }
            }
        };
    }

    private static boolean asks(JavaMethod endpoint) {
        return endpoint.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Access.class))
                && Stream.concat(
                                endpoint.getMethodCallsFromSelf().stream(),
                                endpoint.getConstructorCallsFromSelf().stream())
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Access.class)
                                || call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isEquivalentTo(Access.class)));
    }

    private static boolean openToAll(JavaMethod endpoint) {
        return endpoint.isAnnotatedWith(OpenToAll.class) || endpoint.getOwner().isAnnotatedWith(OpenToAll.class);
    }

    private static boolean forOperators(JavaMethod endpoint) {
        List<String> own = paths(AnnotatedElementUtils.findMergedAnnotation(endpoint.reflect(), RequestMapping.class));
        List<String> prefixes = paths(
                AnnotatedElementUtils.findMergedAnnotation(endpoint.getOwner().reflect(), RequestMapping.class));
        return prefixes.stream()
                .flatMap(prefix -> own.stream().map(path -> prefix + path))
                .allMatch(path -> path.startsWith("/v1/ops/"));
    }

    private static final class Forgetful {
        @GetMapping("/v1/things")
        String withoutAccess() {
            return "";
        }

        @RequestMapping(path = "/v1/things/{id}")
        String withAccessUnused(Access access) {
            return "";
        }

        @GetMapping("/v1/others")
        String asking(Access access) {
            return access.tenant();
        }
    }

    private static List<String> paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? List.of("") : Arrays.asList(mapping.path());
    }
}
