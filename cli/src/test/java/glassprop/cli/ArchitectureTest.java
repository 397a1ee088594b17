package glassprop.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What the command may use: the modules below it, through their exported packages, and nothing of the leaves. */
class ArchitectureTest {
  private static final JavaClasses CLI = new ClassFileImporter().importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  /** Kernels are named by the doctor, and used by nobody here. */
  @Test
  void noLeafAndNoKernelIsUsed() {
    noClasses().that().doNotHaveSimpleName("Doctor").should().dependOnClassesThat()
        .resideInAnyPackage(
            "glassprop.kernel..", "glassprop.lab..", "glassprop.spark..", "glassprop.parity..", "glassprop.bench..")
        .check(CLI);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("glassprop.cli.(**)").should().beFreeOfCycles().check(CLI);
    noClasses().that().resideInAPackage("glassprop.cli.*..").should().dependOnClassesThat()
        .resideInAPackage("glassprop.cli").check(CLI);
    noClasses().that().resideInAPackage("glassprop.cli.terminal").should().dependOnClassesThat()
        .resideInAnyPackage("glassprop.nn..", "glassprop.cli.train").check(CLI);
  }

  @Test
  void randomnessIsAParameter() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .orShould().callMethod(Math.class, "random")
        .check(CLI);
  }
}
