package io.memoryorchestrator.pii;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.memoryorchestrator.pii", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule detectorsKnowOnlyValues = noClasses()
            .that()
            .resideInAPackage("..pii.detect..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..pii.mask..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("PiiFilter")
            .because("finding and replacing are decided apart: a detector must not know what becomes of its finding");

    @ArchTest
    static final ArchRule masksKnowNoDetector = noClasses()
            .that()
            .resideInAPackage("..pii.mask..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..pii.detect..")
            .because("a replacement depends on the type of a finding, never on how it was found");

    @ArchTest
    static final ArchRule theFilterIsPlainJava = classes()
            .that()
            .resideInAPackage("io.memoryorchestrator.pii..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "io.memoryorchestrator.pii..",
                    "com.google.i18n.phonenumbers..",
                    "com.google.re2j..")
            .because("the filter stands in front of every sink and must be usable from anywhere");

    @ArchTest
    static final ArchRule theFilterSendsNothing = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.file..", "java.util.logging..", "java.sql..")
            .because("what the filter sees must not leave it by another door");
}
