package glassprop.lens.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.NdArray;
import glassprop.check.GradCheck;
import glassprop.lens.typeset.DerivativeValues;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the program: its closed forms evaluate to the gradients of the engine, no simplification had to be withdrawn, and no derivative has two values. */
@Tag("slow")
class RandomProgramTest {
  private static final int PROGRAMS = 60;
  private static final List<String> FUNCTIONS =
      List.of("sin", "cos", "exp", "tanh", "sigmoid", "softplus", "relu", "abs", "sqrt", "ln", "softmax", "logsoftmax", "sum", "mean");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void closedFormsEvaluateToTheGradient(int seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < PROGRAMS; i++) {
      boolean vectors = random.nextBoolean();
      String program = program(random);
      String at = vectors ? "x=[0.31,0.52,0.17],y=[0.2,0.5,0.3],w=1.3" : "x=0.31,y=0.52,w=1.3";
      Derivation derivation = Derivations.of(program, at);
      DerivativeValues.assertOneEach(derivation, program);
      for (ClosedForm form : derivation.closedForms()) {
        String name = derivation.quantity(form.slot()).name();
        NdArray value = Derivations.value(derivation, form.term());
        Tensor expected = derivation.gradient(form.slot()).orElseThrow().value();
        assertThat(form.simplified()).as("%s at %s: %s = %s", program, at, name, Derivations.text(derivation, form.term())).isTrue();
        assertThat(value.shape().broadcast(expected.shape())).isEqualTo(expected.shape());
      }
      for (Check check : derivation.checks()) {
        Check.Elements elements = (Check.Elements) check;
        int slot = Derivations.quantity(derivation, elements.name()).slot();
        Tensor derived = derivation.gradient(slot).orElseThrow().value();
        double[] backward = elements.report().elements().stream().mapToDouble(GradCheck.Element::analytic).toArray();
        assertThat(Agreement.areClose(derived.toDoubles(), backward, new double[backward.length]))
            .as("%s at %s: %s", program, at, elements.name()).isTrue();
      }
    }
  }

  private static String program(RandomGenerator random) {
    String first = expression(random, List.of("x", "y", "w"), 3);
    String second = expression(random, List.of("x", "w", "p"), 3);
    return "p = " + first + "; q = " + second + "; L = sum(" + expression(random, List.of("p", "q", "y"), 2) + " + 0*x*y*w)";
  }

  private static String expression(RandomGenerator random, List<String> names, int depth) {
    if (depth == 0) {
      return random.nextInt(5) == 0 ? String.valueOf(1 + random.nextInt(4)) : names.get(random.nextInt(names.size()));
    }
    String a = expression(random, names, depth - 1);
    String b = expression(random, names, depth - 1);
    return switch (random.nextInt(8)) {
      case 0, 1 -> "(" + a + " + " + b + ")";
      case 2 -> "(" + a + " - " + b + ")";
      case 3, 4 -> a + "*" + b;
      case 5 -> "(" + a + ")/(1.5 + (" + b + ")^2)";
      case 6 -> "(" + a + ")^" + (2 + random.nextInt(2));
      default -> call(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), a);
    };
  }

  /** A function where it is smooth. */
  private static String call(String function, String x) {
    return switch (function) {
      case "sqrt", "ln" -> function + "(1.2 + (" + x + ")^2)";
      case "softmax", "logsoftmax" -> function + "(" + x + " + [0, 1, 2]*w)";
      default -> function + "(" + x + ")";
    };
  }
}
