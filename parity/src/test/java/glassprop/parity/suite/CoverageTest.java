package glassprop.parity.suite;

import static glassprop.parity.Oracles.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import glassprop.array.DType;
import glassprop.nn.loss.Loss;
import glassprop.nn.network.Layer;
import glassprop.nn.optim.UpdateRule;
import glassprop.op.Op;
import glassprop.op.Rule;
import glassprop.op.Specimen;
import glassprop.op.catalogue.Ops;
import glassprop.parity.oracle.Oracle;
import glassprop.parity.oracle.Vocabulary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is added elsewhere has a row here, or fails by name. */
class CoverageTest {
  static final List<Oracle> ORACLES = ALL;

  @ParameterizedTest
  @FieldSource("ORACLES")
  void everyOpHasARowOrADefinitionOrAReason(Oracle oracle) {
    Set<String> missing = new TreeSet<>();
    for (Specimen specimen : Ops.all()) {
      if (!isKnown(oracle.vocabulary(), specimen)) {
        missing.add(specimen.op().mnemonic() + " (" + specimen.op().getClass().getSimpleName() + ")");
      }
    }
    assertThat(missing).as("ops that %s has no row for", oracle.title()).isEmpty();
  }

  private static boolean isKnown(Vocabulary<?> vocabulary, Specimen specimen) {
    Op op = specimen.op();
    return vocabulary.has(op)
        || op.rule(specimen.site(DType.F64)) instanceof Rule.Composite
        || vocabulary.gaps().stream().anyMatch(note -> note.ops().test(op));
  }

  @ParameterizedTest
  @FieldSource("ORACLES")
  void everyReasonIsAboutSomething(Oracle oracle) {
    Stream.concat(oracle.vocabulary().gaps().stream(), oracle.vocabulary().valuesAlone().stream())
        .forEach(note -> assertThat(Ops.all()).as(note.what()).anyMatch(specimen -> note.ops().test(specimen.op())));
  }

  @ParameterizedTest
  @ValueSource(classes = {Layer.class, Loss.class})
  void everyLayerAndLossHasARow(Class<?> kind) {
    Set<String> rows =
        NetworkCases.components().stream().map(c -> c.getClass().getSimpleName()).collect(Collectors.toSet());
    assertThat(rows).as("rows of NetworkCases").containsAll(implementations(kind));
  }

  @Test
  void everyOptimizerHasARow() {
    Set<String> rows = TrainingCases.rules().stream().map(r -> r.getClass().getSimpleName()).collect(Collectors.toSet());
    assertThat(rows).as("rows of TrainingCases").containsAll(implementations(UpdateRule.class));
  }

  /** The public classes of nn that implement an interface. */
  private static List<String> implementations(Class<?> kind) {
    List<String> found =
        new ClassFileImporter().importPackages("glassprop.nn").stream()
            .filter(c -> c.isAssignableTo(kind) && !c.isInterface() && c.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(found).as("implementations of %s", kind).isNotEmpty();
    return found;
  }
}
