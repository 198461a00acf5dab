package io.memoryorchestrator.adapter.supabase;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.memoryorchestrator.adapter.supabase", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule SPRING_STAYS_IN_ITS_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("..spring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..")
            .because("the adapter must be usable without Spring");

    @ArchTest
    static final ArchRule ONLY_ADAPTER_AND_SETTINGS_ARE_PUBLIC = classes()
            .that()
            .resideOutsideOfPackage("..spring..")
            .and()
            .areTopLevelClasses()
            .and()
            .haveModifier(JavaModifier.PUBLIC)
            .should()
            .haveSimpleName("SupabaseAdapter")
            .orShould()
            .haveSimpleName("SupabaseSettings")
            .because("everything else may change without asking anybody");

    @ArchTest
    static final ArchRule NOTHING_SLEEPS_OR_READS_JACKSON_2 = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..")
            .because("waiting is for conditions, and Jackson 3 is the one JSON library here");
}
