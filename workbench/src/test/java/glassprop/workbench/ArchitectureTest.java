package glassprop.workbench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What the workbench may use: the modules below it, and nothing that reads a command line or writes to a terminal. */
class ArchitectureTest {
  private static final JavaClasses WORKBENCH =
      new ClassFileImporter().importUrl(Release.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void neitherCommandLineNorTerminalIsUsed() {
    classes().should().onlyDependOnClassesThat(resideInAnyPackage(
            "glassprop.workbench..", "glassprop.nn..", "glassprop.lens..", "glassprop", "glassprop.array", "glassprop.check", "glassprop.op",
            "glassprop.text", "java..", "org.jspecify.annotations..", "tools.jackson..", "com.fasterxml.jackson.annotation.."))
        .check(WORKBENCH);
  }

  @Test
  void nothingPrintsReadsStandardInputOrEndsTheProcess() {
    noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err")
        .orShould().accessField(System.class, "in").orShould().callMethod(System.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "halt", int.class)
        .check(WORKBENCH);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("glassprop.workbench.(**)").should().beFreeOfCycles().check(WORKBENCH);
    noClasses().that().resideInAPackage("glassprop.workbench").should().dependOnClassesThat()
        .resideInAPackage("glassprop.workbench.*..").check(WORKBENCH);
    noClasses().that().resideInAPackage("glassprop.workbench.predict").should().dependOnClassesThat()
        .resideInAPackage("glassprop.workbench.train").check(WORKBENCH);
  }

  @Test
  void randomnessIsAParameter() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .orShould().callMethod(Math.class, "random")
        .check(WORKBENCH);
  }
}
