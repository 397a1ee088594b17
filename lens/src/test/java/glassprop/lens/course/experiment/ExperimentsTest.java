package glassprop.lens.course.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each experiment runs, and what its text claims holds of its figures. */
class ExperimentsTest {
  static List<String> names() {
    return Experiments.names().stream().filter(name -> !name.equals("modes")).toList(); // which takes seconds
  }

  @ParameterizedTest
  @MethodSource("names")
  void itGivesWholeTables(String name) {
    for (Exhibit.Table table : Experiments.run(name).tables()) {
      assertThat(table.rows()).as(table.title()).isNotEmpty()
          .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
      assertThat(table.finding()).as(table.title()).isNotBlank().doesNotContain("%", "undefined", "NaN");
    }
  }

  @Test
  void throughFifteenLayersSigmoidFallsExponentiallyAndReluHolds() {
    DeepNet.Layers sigmoid = new DeepNet(100, 50, 15, 10, Activation.SIGMOID, Initializer.he()).probe(100);
    DeepNet.Layers relu = new DeepNet(100, 50, 15, 10, Activation.RELU, Initializer.he()).probe(100);
    assertThat(sigmoid.deltas()).hasSize(16);
    for (int i = 1; i < 16; i++) {
      double factor = sigmoid.deltas().get(i - 1) / sigmoid.deltas().get(i);
      assertThat(factor).as("layer %d", i).isBetween(0.1, 0.6);
    }
    assertThat(sigmoid.ratio()).isLessThan(1e-6);
    assertThat(relu.ratio()).isBetween(0.1, 10.0);
  }

  @Test
  void normalisedUnitsAreLessDecidedAndSteeper() {
    DeepNet plain = new DeepNet(100, 50, 15, 10, Activation.SIGMOID, Initializer.normal(1));
    DeepNet.Layers before = plain.probe(100);
    DeepNet.Layers after = plain.withNormalisation().probe(100);
    for (int i = 0; i < 15; i++) {
      assertThat(after.entropies().get(i)).as("layer %d", i).isGreaterThan(before.entropies().get(i));
      assertThat(after.slopes().get(i)).as("layer %d", i).isGreaterThan(before.slopes().get(i)).isLessThan(0.25);
    }
  }

  @Test
  void aResidualConnectionBringsTheGradientBack() {
    DeepNet plain = new DeepNet(20, 20, 40, 5, Activation.TANH, Initializer.normal(0.1));
    assertThat(plain.probe(50).ratio()).isLessThan(1e-10);
    assertThat(plain.withResidual().probe(50).ratio()).isBetween(0.1, 10.0);
  }

  @Test
  void clippedDescentArrivesWhereTheUnclippedOneIsLost() {
    Exhibit.Table clipping = Experiments.run("remedies").tables().getLast();
    assertThat(clipping.rows().getLast().get(1)).isEqualTo("undefined");
    assertThat(clipping.rows().getLast().get(3)).isEqualTo("1.2");
  }

  @Test
  void theBoundOnMutualInformationGrowsAndIsNeverAboveIt() {
    Exhibit.Table bound = Experiments.run("information").tables().get(2);
    List<Double> bounds = bound.rows().stream().map(row -> Double.parseDouble(row.get(3))).toList();
    double known = Double.parseDouble(bound.rows().getFirst().get(4));
    assertThat(known).isEqualTo(0.83);
    assertThat(bounds).isSorted().allMatch(b -> b > 0 && b < known);
  }

  @Test
  void crossEntropyAndDivergenceHaveOneGradient() {
    for (List<String> row : Experiments.run("information").tables().get(1).rows()) {
      assertThat(row.get(2)).isEqualTo("1.03");
      assertThat(Double.parseDouble(row.get(3))).isLessThan(1e-15);
    }
  }

  @Test
  void anUnknownNameIsSaid() {
    assertThatThrownBy(() -> Experiments.run("depht")).hasMessageContaining("there is no experiment depht").hasMessageContaining("depth");
  }
}
