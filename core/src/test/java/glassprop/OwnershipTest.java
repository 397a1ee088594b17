package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who owns a number: what leaves the engine can be changed without changing anything else, and a leaf's numbers are its own. */
class OwnershipTest {

  /** Where ownership goes wrong most easily: functions whose rules hand the cotangent or a view of it on, and one that makes something new. */
  private static final Map<String, Function<List<Tensor>, Tensor>> FUNCTIONS = functions();

  private static Map<String, Function<List<Tensor>, Tensor>> functions() {
    Map<String, Function<List<Tensor>, Tensor>> all = new LinkedHashMap<>();
    all.put("the first input itself", in -> in.getFirst());
    all.put("a sum", in -> in.get(0).plus(in.get(1)));
    all.put("a sum with itself", in -> in.get(0).plus(in.get(0)).plus(in.get(1)));
    all.put("views", in -> in.get(0).reshape(2, 3).transpose().reshape(6).plus(in.get(1).reshape(3, 2).reshape(6)));
    all.put("an identity of code", in -> identity().apply(in.get(0)).plus(in.get(1)));
    all.put("a checkpoint", in -> Autodiff.checkpoint(part -> part.get(0).plus(part.get(1)), in));
    all.put("a product", in -> in.get(0).times(in.get(1)));
    return all;
  }

  private static CustomFunction identity() {
    return CustomFunction.of("identity", in -> in.getFirst(), (in, y, cotangent) -> List.of(cotangent))
        .withPushforward((in, y, tangents) -> tangents.getFirst());
  }

  /** Everything that a user holds after a use of the engine, by name. */
  private static final class Held {
    private final Map<String, Tensor> all = new LinkedHashMap<>();

    Tensor hold(String what, Tensor tensor) {
      all.put(what + " #" + all.size(), tensor);
      return tensor;
    }

    /** Overwrites the numbers of each tensor in turn, and requires that all others keep theirs. */
    void requireApart() {
      all.forEach(
          (changed, tensor) -> {
            Map<String, double[]> before = new LinkedHashMap<>();
            all.forEach((name, other) -> before.put(name, other.toDoubles()));
            if (!overwrite(tensor)) {
              return;
            }
            all.forEach(
                (name, other) -> {
                  if (!name.equals(changed)) {
                    assertThat(other.toDoubles()).as("%s, after %s was changed", name, changed).containsExactly(before.get(name));
                  }
                });
          });
    }

    /** Whether it could be done: what a recorded step computed refuses. */
    private static boolean overwrite(Tensor tensor) {
      if (tensor.isTracked() && !tensor.isLeaf()) {
        assertThatThrownBy(() -> tensor.updateInPlace(_ -> {})).isInstanceOf(GraphException.class);
        return false;
      }
      tensor.updateInPlace(
          numbers -> {
            for (int i = 0; i < numbers.size(); i++) {
              numbers.doubles()[numbers.offset() + i] += 1000;
            }
          });
      return true;
    }
  }

  private static Tensor numbers(double first) {
    double[] numbers = new double[6];
    Arrays.setAll(numbers, i -> first + i);
    return Tensor.of(numbers);
  }

  /** A use of the engine on a function of two vectors of six numbers. */
  private interface Exit {
    void use(Function<List<Tensor>, Tensor> f, Held held);
  }

  private static Map<String, Exit> exits() {
    Map<String, Exit> all = new LinkedHashMap<>();
    for (boolean graph : new boolean[] {false, true}) {
      BackwardOption[] options = graph ? new BackwardOption[] {BackwardOption.CREATE_GRAPH} : new BackwardOption[0];
      String kind = graph ? ", as a graph" : "";
      all.put("grad()" + kind, (f, held) -> leafGradients(f, held, numbers(100), options));
      all.put("Autodiff.grad" + kind, (f, held) -> gradients(f, held, numbers(100), options));
    }
    all.put("grad() under a tracked upstream gradient", (f, held) -> leafGradients(f, held, numbers(100).tracked(), BackwardOption.CREATE_GRAPH));
    all.put("Autodiff.grad under a tracked upstream gradient", (f, held) -> gradients(f, held, numbers(100).tracked(), BackwardOption.CREATE_GRAPH));
    all.put("hooks", OwnershipTest::hooks);
    all.put("cotangents", OwnershipTest::cotangents);
    all.put("vjp", OwnershipTest::vjp);
    all.put("jvp", OwnershipTest::jvp);
    all.put("rules", OwnershipTest::rules);
    return all;
  }

  private static List<Tensor> leaves(Held held) {
    return List.of(held.hold("a", numbers(1).tracked()), held.hold("b", numbers(10).tracked()));
  }

  private static void leafGradients(Function<List<Tensor>, Tensor> f, Held held, Tensor upstream, BackwardOption... options) {
    List<Tensor> leaves = leaves(held);
    held.hold("upstream", upstream);
    f.apply(leaves).backward(upstream, options);
    for (int pass = 0; pass < 2; pass++) {
      leaves.stream().filter(Tensor::hasGrad).forEach(leaf -> held.hold("grad()", leaf.grad()));
    }
  }

  private static void gradients(Function<List<Tensor>, Tensor> f, Held held, Tensor upstream, BackwardOption... options) {
    List<Tensor> leaves = leaves(held);
    held.hold("upstream", upstream);
    Tensor y = f.apply(leaves);
    List<Tensor> xs = new ArrayList<>(List.of(leaves.get(0), leaves.get(0), y));
    Autodiff.grad(y, upstream, xs, options).forEach(gradient -> held.hold("gradient", gradient));
  }

  private static void hooks(Function<List<Tensor>, Tensor> f, Held held) {
    List<Tensor> leaves = leaves(held);
    Tensor y = f.apply(leaves);
    UnaryOperator<Tensor> keeping = gradient -> held.hold("a hook's argument", gradient);
    leaves.forEach(leaf -> leaf.hook(keeping::apply));
    y.hook(keeping::apply);
    y.hook(keeping::apply);
    y.backward(held.hold("upstream", numbers(100)));
    leaves.stream().filter(Tensor::hasGrad).forEach(leaf -> held.hold("grad()", leaf.grad()));
  }

  private static void cotangents(Function<List<Tensor>, Tensor> f, Held held) {
    Autodiff.cotangents(f.apply(leaves(held)).times(2)).values().forEach(cotangent -> held.hold("cotangent", cotangent));
  }

  private static void vjp(Function<List<Tensor>, Tensor> f, Held held) {
    Tensor x = held.hold("x", numbers(1));
    Tensor captured = held.hold("captured", numbers(10));
    Autodiff.ValueAndGradients all =
        Autodiff.vjp(in -> f.apply(List.of(in.getFirst(), captured)), List.of(x), held.hold("cotangent", numbers(100)));
    held.hold("value", all.value());
    all.gradients().forEach(gradient -> held.hold("gradient", gradient));
  }

  private static void jvp(Function<List<Tensor>, Tensor> f, Held held) {
    List<Tensor> xs = List.of(held.hold("x", numbers(1)), held.hold("x", numbers(10)));
    List<Tensor> tangents = List.of(held.hold("tangent", numbers(100)), held.hold("tangent", numbers(200)));
    Autodiff.ValueAndTangent all = Autodiff.jvp(f, xs, tangents);
    held.hold("value", all.value());
    held.hold("rate", all.tangent());
  }

  private static void rules(Function<List<Tensor>, Tensor> f, Held held) {
    CustomFunction keeping =
        CustomFunction.of(
                "keeping",
                in -> in.getFirst().times(1),
                (in, y, cotangent) -> List.of(held.hold("a rule's cotangent", cotangent)))
            .withPushforward((in, y, tangents) -> held.hold("a rule's tangent", tangents.getFirst()));
    Function<List<Tensor>, Tensor> twice = in -> keeping.apply(f.apply(List.of(keeping.apply(in.get(0)), in.get(1))));
    List<Tensor> leaves = leaves(held);
    twice.apply(leaves).backward(held.hold("upstream", numbers(100)));
    leaves.stream().filter(Tensor::hasGrad).forEach(leaf -> held.hold("grad()", leaf.grad()));
    jvp(twice, held);
  }

  @TestFactory
  List<DynamicTest> whatLeavesTheEngineIsShared() {
    List<DynamicTest> tests = new ArrayList<>();
    exits().forEach(
        (name, exit) ->
            FUNCTIONS.forEach(
                (what, f) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            name + " of " + what,
                            () -> {
                              Held held = new Held();
                              exit.use(f, held);
                              held.requireApart();
                            }))));
    return tests;
  }

  @Test
  void aGradientThatWasAskedForIsNotChangedByLaterPasses() {
    Tensor w = Tensor.of(1, 2).tracked();
    w.times(3).sum().backward();
    Tensor first = w.grad();
    w.times(5).sum().backward();
    assertThat(first.toDoubles()).containsExactly(3, 3);
    first.updateInPlace(numbers -> numbers.doubles()[0] = 7);
    assertThat(w.grad().toDoubles()).containsExactly(8, 8);
  }

  @Test
  void twoLeavesOfOneTensorAreApart() {
    double[] mine = {1, 2};
    Tensor t = Tensor.of(NdArray.over(mine, glassprop.array.Shape.of(2)));
    Tensor a = t.tracked();
    Tensor b = t.tracked();
    a.updateInPlace(numbers -> numbers.doubles()[0] = 9);
    assertThat(b.toDoubles()).containsExactly(1, 2);
    assertThat(t.toDoubles()).containsExactly(1, 2);
    mine[1] = 5;
    assertThat(List.of(a.get(1), b.get(1))).containsExactly(2.0, 2.0);
    Tensor ofView = Tensor.full(3, DType.F64, 2).tracked();
    ofView.updateInPlace(numbers -> numbers.doubles()[0] = 4);
    assertThat(ofView.toDoubles()).containsExactly(4, 3);
  }

  @Test
  void trackingWhatIsTrackedCutsNothingOff() {
    Tensor w = Tensor.scalar(2).tracked();
    Tensor h = w.times(3);
    assertThat(w.tracked()).isSameAs(w);
    h.tracked().square().backward();
    assertThat(w.grad().item()).isEqualTo(36); // 2·h·3 at h = 6
    Tensor anew = h.detach().tracked();
    anew.square().backward();
    assertThat(w.grad().item()).isEqualTo(36);
    assertThat(anew.grad().item()).isEqualTo(12);
  }

  @Test
  void aLeafOutlastsTheWorkspaceStepInWhichItIsMade() {
    Tensor numbers = Tensor.zeros(DType.F64, 200);
    Tensor leaf = new Workspace().step(numbers::tracked);
    assertThat(leaf.toDoubles()).containsOnly(0);
  }

  @Test
  void whatCarriesATangentIsNotChangedInPlace() {
    assertThatThrownBy(
            () ->
                Autodiff.jvp(
                    in -> {
                      in.getFirst().updateInPlace(_ -> {});
                      return in.getFirst();
                    },
                    List.of(Tensor.of(1, 2)),
                    List.of(Tensor.of(1, 1))))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("tangent");
  }
}
