package io.memoryorchestrator.tck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The structure that every adapter has. A module adopts it in its {@code …ArchitectureTests}:
 *
 * {@snippet :
 * @ArchTest
 * static final ArchTests RULES = ArchTests.in(AdapterRules.class);
 *
 * @ArchTest
 * static final ArchRule FACE = AdapterRules.publicTypesAre("MineAdapter", "MineSettings");
 * }
 */
public final class AdapterRules {
    private static final String ROOT = "io.memoryorchestrator";

    private AdapterRules() {}

    @ArchTest
    static final ArchRule SPRING_STAYS_IN_ITS_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("..spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("an adapter must work, and be tested, without a container");

    @ArchTest
    static final ArchRule NEITHER_KAFKA_NOR_SERVER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", ROOT + ".server..", ROOT + ".pii..")
            .because("an adapter is called by the server and knows nothing of where turns come from");

    @ArchTest
    static final ArchRule OF_THE_PROJECT_ONLY_THE_CONTRACT = classes()
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackages(ROOT + "..")
                    .or(resideInAPackage(ROOT + ".api.."))
                    .or(resideInAPackage(ROOT + ".adapter..")))
            .because("an adapter must be replaceable without touching anything else");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because(
                    "a thread waits for a condition with a deadline, so that tests need not wait and interrupts are met");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .because("a class says in its constructor what it needs")
            .allowEmptyShould(true);

    /**
     * The public face of an adapter.
     *
     * @param names simple names of the public top-level types in the adapter's own package: its adapter, its settings, and
     *     what else callers are meant to use
     */
    public static ArchRule publicTypesAre(String... names) {
        Set<String> allowed = new TreeSet<>(Arrays.asList(names));
        return classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and(isInTheAdaptersOwnPackage())
                .should(ArchCondition.from(isOneOf(allowed)))
                .because("callers see the contract, so that everything else can change");
    }

    private static DescribedPredicate<JavaClass> isOneOf(Set<String> names) {
        return DescribedPredicate.describe("be one of " + names, type -> names.contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaClass> isInTheAdaptersOwnPackage() {
        return DescribedPredicate.describe(
                "in " + ROOT + ".adapter.<name>",
                type -> type.getPackageName().matches("io\\.memoryorchestrator\\.adapter\\.[a-z0-9]+"));
    }
}
