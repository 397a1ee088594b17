package glassprop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every derivative function inside each other, two and three deep, against closed forms.
 *
 * <p>A function of two vectors x and w of two elements gives a vector. A derivative function makes another such function of it, in numbers and as
 * formulas; some differentiate in x alone, and then w is captured.
 */
@Tag("slow")
class ComposedDerivativesTest {
  private static final int SIZE = 2;
  private static final int VARIABLES = 2 * SIZE;
  private static final double[] X = {0.5, -1.25};
  private static final double[] W = {1.5, 0.75};

  /** A function of x and w: the computation, and a formula for each element of its value. */
  record Case(Computation computation, List<SymbolicFunction> formulas) {}

  interface Computation {
    Tensor of(Tensor x, Tensor w);
  }

  /** The functions to begin with. */
  enum Start {
    CUBES((x, w) -> x.times(x).times(x).sum().reshape(1), List.of(x(0).times(x(0)).times(x(0)).plus(x(1).times(x(1)).times(x(1))))),
    SEVERAL(
        (x, w) -> x.square().times(w).sum().plus(w.pow(3).times(x).sum()).reshape(1),
        List.of(mixed(0).plus(mixed(1)))),
    VECTOR(
        (x, w) -> x.square().square().times(w.square()).plus(x.times(x.sum())),
        List.of(element(0), element(1))),
    EXPONENTIAL(
        (x, w) -> x.minus(w).exp().times(x.select(0, 1)),
        IntStream.range(0, SIZE).mapToObj(
            i -> SymbolicFunction.exponential(i, VARIABLES).times(inverseExponential(SIZE + i)).times(x(1))).toList());

    final Case start;

    Start(Computation computation, List<SymbolicFunction> formulas) {
      this.start = new Case(computation, formulas);
    }

    private static SymbolicFunction mixed(int i) {
      return x(i).times(x(i)).times(w(i)).plus(w(i).times(w(i)).times(w(i)).times(x(i)));
    }

    private static SymbolicFunction element(int i) {
      SymbolicFunction square = x(i).times(x(i));
      return square.times(square).times(w(i)).times(w(i)).plus(x(i).times(x(0).plus(x(1))));
    }

    private static SymbolicFunction inverseExponential(int i) {
      SymbolicFunction.Monomial one = SymbolicFunction.exponential(i, VARIABLES).terms().keySet().iterator().next();
      return new SymbolicFunction(
          Map.of(new SymbolicFunction.Monomial(one.powers(), one.rates().stream().map(rate -> -rate).toList()), 1.0));
    }
  }

  private static SymbolicFunction x(int i) {
    return SymbolicFunction.variable(i, VARIABLES);
  }

  private static SymbolicFunction w(int i) {
    return SymbolicFunction.variable(SIZE + i, VARIABLES);
  }

  /** The derivative functions. */
  enum Derivative {
    GRAD {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        Tensor gradient = Autodiff.recording(() -> byHand(f, x, w, moving));
        return Autodiff.isRecording() ? gradient : gradient.detach();
      }

      private Tensor byHand(Computation f, Tensor x, Tensor w, boolean moving) {
        boolean again = x.isTracked() && !Pass.differentiates(x); // a leaf of this test's: it says itself that it differentiates again
        Tensor t = again ? x.times(1) : x.tracked();
        Tensor y = f.of(t, w);
        if (!y.isTracked()) {
          return Tensor.zeros(x.dtype(), SIZE); // the function is constant
        }
        BackwardOption option = again ? BackwardOption.CREATE_GRAPH : BackwardOption.RETAIN_GRAPH;
        return Autodiff.grad(single(y, x, moving), List.of(t), option, BackwardOption.ZERO_IF_UNUSED).getFirst();
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return pulled(f, moving).subList(0, SIZE);
      }
    },
    VJP_VALUE {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        return Autodiff.vjp(in -> f.of(in.get(0), in.get(1)), List.of(x, w), cotangent(f.of(x, w), x, moving)).value();
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return f;
      }
    },
    VJP_GRADIENT {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        List<Tensor> gradients =
            Autodiff.vjp(in -> f.of(in.get(0), in.get(1)), List.of(x, w), cotangent(f.of(x, w), x, moving)).gradients();
        return Tensor.concat(0, gradients.get(0), gradients.get(1));
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return pulled(f, moving);
      }
    },
    JVP_VALUE {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        return Autodiff.jvp(in -> f.of(in.get(0), in.get(1)), List.of(x, w), List.of(tangent(x, moving), tangent(w, false))).value();
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return f;
      }
    },
    JVP_TANGENT {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        return Autodiff.jvp(in -> f.of(in.get(0), in.get(1)), List.of(x, w), List.of(tangent(x, moving), tangent(w, false))).tangent();
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return f.stream().map(
            y -> pushed(y, moving).plus(y.derivative(SIZE).times(DIRECTION[0])).plus(y.derivative(SIZE + 1).times(DIRECTION[1]))).toList();
      }
    },
    JACOBIAN {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        return flat(Autodiff.jacobian(t -> f.of(t, w), x));
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return f.stream().flatMap(y -> IntStream.range(0, SIZE).mapToObj(y::derivative)).toList();
      }
    },
    HESSIAN {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        return flat(Autodiff.hessian(t -> single(f.of(t, w), x, moving), x));
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return IntStream.range(0, SIZE).boxed().flatMap(
            i -> IntStream.range(0, SIZE).mapToObj(j -> weighted(f, moving, y -> y.derivative(i).derivative(j)))).toList();
      }
    },
    HVP {
      @Override
      Tensor of(Computation f, Tensor x, Tensor w, boolean moving) {
        return Autodiff.hvp(t -> single(f.of(t, w), x, moving), x, tangent(x, moving));
      }

      @Override
      List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving) {
        return IntStream.range(0, SIZE).mapToObj(i -> weighted(f, moving, y -> pushed(y.derivative(i), moving))).toList();
      }
    };

    static final double[] DIRECTION = {0.75, -2};

    /** The derivative, in numbers. With {@code moving}, the directions depend on x as well. */
    abstract Tensor of(Computation f, Tensor x, Tensor w, boolean moving);

    /** The same as formulas. */
    abstract List<SymbolicFunction> of(List<SymbolicFunction> f, boolean moving);

    /** The derivative of a function that is also, by a factor, captured from outside, entangled with the point. */
    final Case of(Case f, boolean entangled) {
      Computation numbers =
          (x, w) ->
              entangled
                  ? of((t, u) -> f.computation.of(t, u).times(x.sum()), x, w, true)
                  : of(f.computation, x, w, false);
      List<SymbolicFunction> formulas = of(f.formulas, entangled);
      return new Case(
          numbers, entangled ? formulas.stream().map(y -> y.times(ComposedDerivativesTest.x(0).plus(ComposedDerivativesTest.x(1)))).toList() : formulas);
    }

    private static double weight(int i) {
      return 1 - 0.375 * i;
    }

    /** One weight for each element of y: 1 − 3i/8, and x₁ more if it moves. */
    static Tensor cotangent(Tensor y, Tensor x, boolean moving) {
      Tensor weights = Tensor.of(IntStream.range(0, y.shape().size()).mapToDouble(Derivative::weight).toArray());
      return moving ? weights.plus(x.select(0, 1)) : weights;
    }

    private static SymbolicFunction weight(int i, boolean moving) {
      SymbolicFunction weight = SymbolicFunction.constant(weight(i), VARIABLES);
      return moving ? weight.plus(ComposedDerivativesTest.x(1)) : weight;
    }

    static Tensor single(Tensor y, Tensor x, boolean moving) {
      return y.times(cotangent(y, x, moving)).sum();
    }

    static Tensor tangent(Tensor x, boolean moving) {
      return moving ? Tensor.of(DIRECTION).plus(x) : Tensor.of(DIRECTION);
    }

    static SymbolicFunction weighted(List<SymbolicFunction> f, boolean moving, UnaryOperator<SymbolicFunction> derivative) {
      SymbolicFunction sum = SymbolicFunction.zero();
      for (int i = 0; i < f.size(); i++) {
        sum = sum.plus(derivative.apply(f.get(i)).times(weight(i, moving)));
      }
      return sum;
    }

    static List<SymbolicFunction> pulled(List<SymbolicFunction> f, boolean moving) {
      return IntStream.range(0, VARIABLES).mapToObj(i -> weighted(f, moving, y -> y.derivative(i))).toList();
    }

    static SymbolicFunction pushed(SymbolicFunction y, boolean moving) {
      SymbolicFunction sum = SymbolicFunction.zero();
      for (int j = 0; j < SIZE; j++) {
        SymbolicFunction rate = SymbolicFunction.constant(DIRECTION[j], VARIABLES);
        sum = sum.plus(y.derivative(j).times(moving ? rate.plus(ComposedDerivativesTest.x(j)) : rate));
      }
      return sum;
    }

    static Tensor flat(Tensor x) {
      return x.reshape(x.shape().size());
    }
  }

  /** Where a derivative is asked for. */
  enum Place {
    OUTSIDE {
      @Override
      void require(Case f) {
        Tensor result = f.computation.of(Tensor.of(X), Tensor.of(W));
        requireClose(result, f.formulas);
        assertThat(result.isTracked()).isFalse();
        assertThat(result.carried()).isNull();
      }
    },
    NO_GRAD {
      @Override
      void require(Case f) {
        Tensor result = Autodiff.noGrad(() -> f.computation.of(Tensor.of(X).tracked(), Tensor.of(W).tracked()));
        requireClose(result, f.formulas);
        assertThat(result.isTracked()).isFalse();
      }
    },
    TRACE {
      @Override
      void require(Case f) {
        requireClose(Anomaly.trace(() -> f.computation.of(Tensor.of(X), Tensor.of(W))), f.formulas);
      }
    },
    /** The result depends on leaves, and is differentiated once more. */
    TRACKED {
      @Override
      void require(Case f) {
        Tensor x = Tensor.of(X).tracked();
        Tensor w = Tensor.of(W).tracked();
        Tensor result = f.computation.of(x, w);
        requireClose(result, f.formulas);
        List<SymbolicFunction> expected = Derivative.pulled(f.formulas, false);
        if (!result.isTracked()) {
          requireClose(Tensor.zeros(x.dtype(), VARIABLES), expected);
          return;
        }
        List<Tensor> gradients =
            Autodiff.grad(Derivative.single(result, x, false), List.of(x, w), BackwardOption.ZERO_IF_UNUSED);
        requireClose(Tensor.concat(0, gradients.get(0), gradients.get(1)), expected);
      }
    };

    abstract void require(Case f);

    static void requireClose(Tensor numbers, List<SymbolicFunction> formulas) {
      double[] variables = {X[0], X[1], W[0], W[1]};
      double[] expected = formulas.stream().mapToDouble(formula -> formula.at(variables)).toArray();
      double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      double[] found = numbers.toDoubles();
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        if (!(Math.abs(found[i] - expected[i]) <= 1e-11 * (1 + scale))) {
          throw new AssertionError("expected " + Arrays.toString(expected) + ", found " + Arrays.toString(found));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"OUTSIDE", "NO_GRAD", "TRACE", "TRACKED"})
  void everyPairAndTripleGivesTheTrueValue(Place place) {
    List<String> wrong = new ArrayList<>();
    for (Start start : Start.values()) {
      compose(start.start, start.toString(), 2, false, place, wrong);
      compose(start.start, start + " entangled", 3, true, place, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static void compose(Case f, String name, int deeper, boolean entangled, Place place, List<String> wrong) {
    for (Derivative derivative : Derivative.values()) {
      Case next = derivative.of(f, entangled);
      String described = derivative + " of " + name;
      try {
        place.require(next);
      } catch (RuntimeException | AssertionError e) {
        wrong.add(described + ": " + e);
      }
      if (deeper > 1) {
        compose(next, described, deeper - 1, entangled, place, wrong);
      }
    }
  }
}
