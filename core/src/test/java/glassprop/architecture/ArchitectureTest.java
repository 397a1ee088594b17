package glassprop.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import glassprop.Tensor;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The direction of the dependencies inside {@code core}. */
class ArchitectureTest {
  /** The packages, each with those of glassprop that it may use. A new package needs a line here. */
  private static final List<Arrow> ARROWS =
      List.of(
          new Arrow("glassprop.text"),
          new Arrow("glassprop.kernel"),
          new Arrow("glassprop.kernel.vector", "glassprop.kernel"),
          new Arrow("glassprop.array", "glassprop.kernel", "glassprop.text"),
          new Arrow("glassprop.op", "glassprop.array", "glassprop.kernel", "glassprop.text"),
          new Arrow("glassprop.op.convolution", "glassprop.op", "glassprop.array", "glassprop.kernel"),
          new Arrow("glassprop.op.catalogue", "glassprop.op.convolution", "glassprop.op", "glassprop.array", "glassprop.kernel", "glassprop.text"),
          new Arrow("glassprop.op.vocabulary", "glassprop.op.catalogue", "glassprop.op.convolution", "glassprop.op", "glassprop.array", "glassprop.text"),
          new Arrow("glassprop.rule", "glassprop.op", "glassprop.array"),
          new Arrow(
              "glassprop", "glassprop.rule", "glassprop.op.vocabulary", "glassprop.op.catalogue", "glassprop.op", "glassprop.array",
              "glassprop.kernel", "glassprop.text"),
          new Arrow(
              "glassprop.check", "glassprop", "glassprop.rule", "glassprop.op", "glassprop.array", "glassprop.kernel"));

  // By path: the class path also holds the test classes, of the same packages.
  private static final JavaClasses CORE = new ClassFileImporter().importUrl(Tensor.class.getProtectionDomain().getCodeSource().getLocation());

  record Arrow(String from, List<String> to) {
    Arrow(String from, String... to) {
      this(from, List.of(to));
    }

    String[] allowed() {
      return Stream.concat(Stream.of(from), to.stream()).toArray(String[]::new);
    }

    @Override
    public String toString() {
      return from + " uses " + (to.isEmpty() ? "nothing" : String.join(", ", to));
    }
  }

  static List<Arrow> arrows() {
    return ARROWS;
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void aPackageUsesOnlyWhatItMay(Arrow arrow) {
    noClasses()
        .that().resideInAPackage(arrow.from())
        .should().dependOnClassesThat(
            resideInAPackage("glassprop..").and(resideOutsideOfPackages(arrow.allowed())))
        .check(CORE);
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void aPackageUsesAllThatItMay(Arrow arrow) {
    Set<String> used =
        CORE.stream().filter(from -> from.getPackageName().equals(arrow.from()))
            .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
            .collect(Collectors.toSet());

    assertThat(used).as("an arrow that nothing goes along says what is not so").containsAll(arrow.to());
  }

  @Test
  void everyPackageHasItsArrows() {
    assertThat(ARROWS).extracting(Arrow::from).containsAll(
        CORE.stream().map(JavaClass::getPackageName).filter(name -> !name.isEmpty()).distinct().toList());
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("glassprop.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void coreNeedsTheJdkAlone() {
    classes().should().onlyDependOnClassesThat()
        .resideInAnyPackage("glassprop..", "java..", "jdk.incubator.vector..", "org.jspecify.annotations..")
        .check(CORE);
  }

  @Test
  void onlyOnePackageNamesTheVectorModule() {
    noClasses().that().resideOutsideOfPackage("glassprop.kernel.vector")
        .should().dependOnClassesThat().resideInAPackage("jdk.incubator.vector..")
        .check(CORE);
  }

  @Test
  void randomnessIsAParameter() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .orShould().callMethod(Math.class, "random")
        .check(CORE);
  }

  @Test
  void nothingPrintsToStandardOutput() {
    noClasses().should().accessField(System.class, "out").check(CORE);
  }

  @Test
  void thereIsNoThreadLocalState() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(CORE);
  }
}
