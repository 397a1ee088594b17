package glassprop.parity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each oracle's vocabulary stays in one package. */
class ArchitectureTest {
  private static final JavaClasses PARITY = new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void onlyTheAdaptersKnowTheOraclesClasses() {
    noClasses().that().resideOutsideOfPackage("glassprop.parity.pytorch").should().dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch..").check(PARITY);
    noClasses().that().resideOutsideOfPackage("glassprop.parity.tensorflow").should().dependOnClassesThat()
        .resideInAPackage("org.tensorflow..").check(PARITY);
  }

  @Test
  void theSuiteKnowsNoOracle() {
    noClasses().that().resideInAnyPackage("glassprop.parity.suite", "glassprop.parity.oracle").should().dependOnClassesThat()
        .resideInAnyPackage("glassprop.parity.pytorch", "glassprop.parity.tensorflow", "glassprop.parity.command", "glassprop.cli..")
        .check(PARITY);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("glassprop.parity.(*)..").should().beFreeOfCycles().check(PARITY);
  }
}
