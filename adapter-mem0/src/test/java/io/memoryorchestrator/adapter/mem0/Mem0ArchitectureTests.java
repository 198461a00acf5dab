package io.memoryorchestrator.adapter.mem0;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.memoryorchestrator.adapter.mem0", importOptions = ImportOption.DoNotIncludeTests.class)
class Mem0ArchitectureTests {

    @ArchTest
    static final ArchRule onlyTheSpringPackageKnowsSpring = noClasses()
            .that()
            .resideOutsideOfPackage("..mem0.spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("an adapter is plain Java that any program can construct; Spring only assembles it");

    @ArchTest
    static final ArchRule thePublicFaceIsTheAdapterAndItsSettings = classes()
            .that()
            .resideInAPackage("io.memoryorchestrator.adapter.mem0")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(".*\\.(Mem0Adapter|Mem0Settings)")
            .because("the rest of the system speaks to an adapter through the contract alone");

    @ArchTest
    static final ArchRule httpKnowsNothingOfTheAdapter = noClasses()
            .that()
            .resideInAPackage("..mem0.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.memoryorchestrator.adapter.mem0", "..mem0.spring..", "..api.spi..")
            .because("the wire says what happened, and the adapter above it what that means");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("waits belong to the retry, which knows when to stop");

    @ArchTest
    static final ArchRule noSecondJackson = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
            .because("Jackson 2 is on some class paths by accident, and only Jackson 3 is ours");
}
