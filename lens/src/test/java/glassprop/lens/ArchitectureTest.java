package glassprop.lens;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import glassprop.lens.graph.Graph;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What {@code lens} may use: core and nn through their exported packages, and no module that is built on it. */
class ArchitectureTest {
  private static final JavaClasses LENS = new ClassFileImporter().importUrl(Graph.class.getProtectionDomain().getCodeSource().getLocation());

  private static final String[] CORE = {
    "glassprop", "glassprop.array", "glassprop.op", "glassprop.op.catalogue", "glassprop.op.convolution", "glassprop.op.vocabulary", "glassprop.rule", "glassprop.check", "glassprop.text"
  };

  @Test
  void onlyCoreAndNnAreUsed() {
    classes().should().onlyDependOnClassesThat(
            resideInAnyPackage("glassprop.lens..", "glassprop.nn..")
                .or(resideInAnyPackage(CORE))
                .or(resideInAnyPackage("java..", "javax.imageio..", "org.jspecify.annotations..")))
        .check(LENS);
  }

  @Test
  void theLanguageKnowsNoReader() {
    classes().that().resideInAPackage("glassprop.lens.expression")
        .should().onlyDependOnClassesThat(
            resideInAPackage("glassprop.lens.expression")
                .or(resideInAnyPackage(CORE))
                .or(resideInAnyPackage("java..", "org.jspecify.annotations..")))
        .check(LENS);
  }

  /** A window toolkit takes a while to start: it is loaded where an image is painted, and nowhere else. */
  @Test
  void onlyImagesNeedTheWindowToolkit() {
    noClasses().that().doNotHaveSimpleName("Png")
        .should().dependOnClassesThat().resideInAnyPackage("java.awt..", "javax.imageio..")
        .check(LENS);
  }

  @Test
  void simplificationUsesCoreAlone() {
    classes().that().resideInAPackage("glassprop.lens.algebra")
        .should().onlyDependOnClassesThat(
            resideInAPackage("glassprop.lens.algebra")
                .or(resideInAnyPackage(CORE))
                .or(resideInAnyPackage("java..", "org.jspecify.annotations..")))
        .check(LENS);
  }

  @Test
  void aDerivationKnowsNoFormat() {
    noClasses().that().resideInAPackage("glassprop.lens.derivation")
        .should().dependOnClassesThat().resideInAPackage("glassprop.lens.typeset")
        .check(LENS);
  }

  /** A mistake knows no exercise, and a worksheet no course. */
  @Test
  void faultsAndWorksheetsKnowNoCourse() {
    noClasses().that().resideInAPackage("glassprop.lens.fault").should().dependOnClassesThat()
        .resideInAnyPackage("glassprop.lens.worksheet", "glassprop.lens.course..", "glassprop.lens.expression")
        .check(LENS);
    noClasses().that().resideInAPackage("glassprop.lens.worksheet").should().dependOnClassesThat()
        .resideInAPackage("glassprop.lens.course..").check(LENS);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("glassprop.lens.(*)..").should().beFreeOfCycles().check(LENS);
  }

  @Test
  void randomnessIsAParameter() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .orShould().callMethod(Math.class, "random")
        .check(LENS);
  }

  @Test
  void nothingPrintsToStandardOutput() {
    noClasses().should().accessField(System.class, "out").check(LENS);
  }

  @Test
  void thereIsNoThreadLocalState() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(LENS);
  }
}
