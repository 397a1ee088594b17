package glassprop.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.nn.Activation;
import glassprop.nn.Initializer;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Residual;
import glassprop.nn.layer.Sequential;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a network is told with the place and what to do. */
class NetworkErrorsTest {
  private static Tensor weight(Scope scope, String name, int... sizes) {
    return scope.parameter(name, Kind.OTHER, Initializer.zeros(), sizes);
  }

  /** A layer that is wrong, and what the message has. */
  record Wrong(Layer layer, List<String> words) {}

  static List<Wrong> wrong() {
    Layer inside = (scope, x) -> x.plus(x.sum().item());
    return List.of(
        new Wrong((scope, x) -> weight(scope, "w", 3).plus(weight(scope, "w", 3)), List.of("two parts of one name", "w", "again()")),
        new Wrong((scope, x) -> scope.apply("a", new Dense(3), scope.apply("a", new Dense(3), x)), List.of("two parts of one name", "a")),
        new Wrong((scope, x) -> scope.apply("a", new Dense(3), x.plus(weight(scope, "a", 3))), List.of("two parts of one name: a")),
        new Wrong((scope, x) -> {
          Scope cell = scope.child("cell");
          return x.plus(weight(cell, "w", 3)).plus(weight(cell.again(), "w", 2, 3));
        }, List.of("two parameters of one name", "cell.w F32 (3)", "cell.w F32 (2, 3)")),
        new Wrong((scope, x) -> {
          Scope cell = scope.child("cell");
          weight(cell, "w", 3);
          return weight(cell.again().child("w"), "v", 3);
        }, List.of("cell.w", "as a place here")),
        new Wrong((scope, x) -> weight(scope, "a.b", 3), List.of("'a.b'", "dot")),
        new Wrong((scope, x) -> weight(scope, "w", -1), List.of("w", "-1")),
        new Wrong((scope, x) -> scope.parameter("w", Kind.LINEAR, Initializer.zeros(), 3), List.of("w (3)", "2 axes", "LINEAR")),
        new Wrong((scope, x) -> scope.parameter("w", Kind.BUFFER, Initializer.zeros(), 3), List.of("w", "buffer(")),
        new Wrong(Sequential.of(new Dense(4), (scope, x) -> x.matmul(weight(scope, "w", 5, 2))), List.of("at 1", "(2, 4)", "1.w (5, 2)")),
        new Wrong(Sequential.of(new Residual(new Dense(4))), List.of("at 0", "(2, 4)", "(2, 3)", "shortcut")),
        new Wrong(Sequential.of(new Dense(2), inside), List.of("at 1", "no numbers")),
        new Wrong((scope, x) -> x.times(weight(scope, "w", x.shape().get(0), 1)), List.of("depends on the batch", "(2, 1)", "(3, 1)", "axis 1")),
        new Wrong((scope, x) -> scope.isTraining() ? x.times(weight(scope, "w", 3)) : x, List.of("whether it learns", "w F32 (3)", "nothing more")),
        new Wrong((scope, x) -> scope.isTraining() ? scope.apply("a", Activation.TANH, x) : x, List.of("other parts")),
        new Wrong((scope, x) -> scope.dropout(x, 1), List.of("rate 1.0")),
        new Wrong((scope, x) -> {
          scope.update("mean", x);
          return x;
        }, List.of("mean", "no such buffer")),
        new Wrong((scope, x) -> {
          scope.buffer("mean", 0, 3);
          scope.update("mean", x);
          return x;
        }, List.of("mean F32 (3)", "F32 (2, 3)")),
        new Wrong(Sequential.of((scope, x) -> nothing()), List.of("at 0", "gave null")));
  }

  @SuppressWarnings("NullAway") // what careless code gives
  private static Tensor nothing() {
    return null;
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aDescriptionRefusesItByName(Wrong wrong) {
    assertThatThrownBy(() -> Architecture.of(wrong.layer, DType.F32, 3).describe()).message().contains(wrong.words);
  }

  @Test
  void aDeepPlaceIsNamedOnce() {
    Layer deep = Sequential.of(Sequential.of(new Dense(3), new Residual(new Dense(4))));
    assertThatThrownBy(() -> Architecture.of(deep, DType.F32, 3).describe())
        .isInstanceOf(NetworkException.class).hasMessageContaining("the network at 0.1, Residual").message().containsOnlyOnce("the network at");
  }

  @Test
  void anInputOfAnotherWidthIsNamedWithThePathAndBothShapes() {
    Network network = Architecture.of(Sequential.of(new Dense(4), new Dense(2)), DType.F32, 3).initialized(1);
    assertThatThrownBy(() -> network.apply(Tensor.zeros(DType.F32, 2, 5)))
        .hasMessageContaining("0.weight").hasMessageContaining("(3, 4)").hasMessageContaining("(5, 4)");
    assertThatThrownBy(() -> network.apply(Tensor.zeros(DType.F64, 2, 3)))
        .hasMessageContaining("at 0").hasMessageContaining("F64").hasMessageContaining("F32");
  }

  @Test
  void whatWasNotDescribedIsNotThere() {
    boolean[] later = {false};
    Network network = Architecture.of((scope, x) -> later[0] ? x.plus(weight(scope, "w", 3)) : x, DType.F32, 3).initialized(1);
    later[0] = true;
    assertThatThrownBy(() -> network.apply(Tensor.zeros(DType.F32, 2, 3))).hasMessageContaining("w is asked for").hasMessageContaining("described");
  }

  @Test
  void oneErrorNamesEverythingThatDoesNotFit() {
    Architecture architecture = Architecture.of(Sequential.of(new Dense(4), new Dense(2)), DType.F32, 3);
    Map<String, NdArray> numbers = new LinkedHashMap<>(architecture.initialized(1).numbers());
    numbers.remove("0.bias");
    numbers.put("1.weight", NdArray.zeros(new TensorType(Shape.of(2, 4), DType.F32)));
    numbers.put("head.weight", NdArray.zeros(new TensorType(Shape.of(1), DType.F32)));
    for (Runnable load : List.<Runnable>of(() -> architecture.with(numbers), () -> architecture.initialized(2).restoreInPlace(numbers))) {
      assertThatThrownBy(load::run).isInstanceOf(NetworkException.class).message()
          .contains("0.bias F32 (4) is missing", "1.weight: expected F32 (4, 2), found F32 (2, 4)", "'head.weight' F32 (1) isn't part");
    }
  }

  @Test
  void aPatternThatMeansNothingIsRefusedWithWhatThereIs() {
    Network network = Architecture.of(Sequential.of(new Dense(4), new Dense(2)), DType.F32, 3).initialized(1);
    assertThatThrownBy(() -> network.frozen("encoder")).hasMessageContaining("encoder").hasMessageContaining("0.weight, 0.bias, 1.weight");
    assertThatThrownBy(() -> network.onForward("2", (part, in, out) -> out)).hasMessageContaining("no part at 2");
    assertThatThrownBy(() -> network.tensor("2.weight")).hasMessageContaining("2.weight").hasMessageContaining("1.weight");
    assertThatThrownBy(() -> network.architecture().initialized(1, Map.of("x", Initializer.zeros()))).hasMessageContaining("pattern x");
    assertThat(new PathPattern("**.bias").covers("a.b.bias")).isTrue();
  }
}
