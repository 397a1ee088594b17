package glassprop.nn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import glassprop.nn.network.Layer;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What {@code nn} may use: core and the libraries of its file formats, and no module that is built on it. */
class ArchitectureTest {
  private static final JavaClasses NN = new ClassFileImporter().importUrl(Layer.class.getProtectionDomain().getCodeSource().getLocation());

  /** The exported packages of core. {@code glassprop.kernel} for optimizers, which update parameters in place. */
  private static final String[] CORE = {
    "glassprop", "glassprop.array", "glassprop.op", "glassprop.op.catalogue", "glassprop.op.convolution", "glassprop.op.vocabulary", "glassprop.rule", "glassprop.check", "glassprop.kernel",
    "glassprop.text"
  };

  private static final String[] LIBRARIES = {
    "java..", "org.jspecify.annotations..", "tools.jackson..", "com.fasterxml.jackson.annotation..", "de.siegmar.fastcsv.."
  };

  @Test
  void onlyCoreAndTheLibrariesOfFileFormatsAreUsed() {
    classes().should().onlyDependOnClassesThat(
            resideInAPackage("glassprop.nn..")
                .or(resideInAnyPackage(CORE))
                .or(resideInAnyPackage(LIBRARIES)))
        .check(NN);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("glassprop.nn.(*)..").should().beFreeOfCycles()
        .check(NN);
  }

  @Test
  void randomnessIsAParameter() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .orShould().callMethod(Math.class, "random")
        .check(NN);
  }

  @Test
  void nothingPrintsToStandardOutput() {
    noClasses().should().accessField(System.class, "out").check(NN);
  }

  @Test
  void thereIsNoThreadLocalState() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(NN);
  }
}
