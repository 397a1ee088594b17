package glassprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.kernel.AllocationException;
import glassprop.op.Operand;
import glassprop.op.convolution.Slide;
import glassprop.op.vocabulary.ShapedOperand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a method of a tensor refuses, it refuses in its own name, also where it is made of other methods. */
class RefusalTest {
  private static final int TRIALS = 400;

  /** Methods that are known by the name of their sign in formulas and in the expression language. */
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("plus", "add"), Map.entry("minus", "sub"), Map.entry("times", "mul"), Map.entry("dividedBy", "div"),
          Map.entry("subtractedFrom", "sub"), Map.entry("divisorOf", "div"), Map.entry("exponentOf", "pow"), Map.entry("negate", "neg"),
          Map.entry("floorDividedBy", "floor_divide"), Map.entry("equalTo", "eq"), Map.entry("notEqualTo", "ne"),
          Map.entry("lessThan", "lt"), Map.entry("atMost", "le"), Map.entry("greaterThan", "gt"), Map.entry("atLeast", "ge"),
          Map.entry("entropy", "entr"));

  /** Methods that refuse nothing that fits into the heap. */
  private static final Set<String> TAKE_EVERYTHING =
      Set.of("copy", "self", "keep", "detach", "named", "scalar", "onesLike", "zerosLike");

  /** Methods that speak in the name of whoever asks. */
  private static final Set<String> ASKED = Set.of("along", "literal", "requireWithin");

  private static List<Tensor> tensors() {
    return List.of(
        Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}), Tensor.of(1, 2, 3), Tensor.of(1, 2), Tensor.scalar(1), Tensor.floats(1, 2, 3),
        Tensor.indices(0, 5), Tensor.indices(0, 0), Tensor.mask(true, false), Tensor.mask(true, false, true), Tensor.zeros(DType.F64, 0), Tensor.of(Double.NaN, 1),
        Tensor.zeros(DType.F64, 1, 2, 4, 4), Tensor.zeros(DType.F64, 1, 2, 4), Tensor.zeros(DType.I64, 1, 2, 4, 4));
  }

  private static final Map<Class<?>, List<?>> ARGUMENTS =
      Map.ofEntries(
          Map.entry(int.class, List.of(-7, -1, 0, 1, 2, 99)),
          Map.entry(long.class, List.of(0L, 3L, Long.MAX_VALUE)),
          Map.entry(boolean.class, List.of(true, false)),
          Map.entry(double.class, List.of(1e50, 0.5, -1.0, 2.0, Double.NaN)),
          Map.entry(int[].class, List.of(new int[] {}, new int[] {99}, new int[] {0, 0}, new int[] {-3}, new int[] {1, 1}, new int[] {-1, -1})),
          Map.entry(double[][].class, List.of((Object) new double[][] {{1}, {}})),
          Map.entry(float[][].class, List.of((Object) new float[][] {{1}, {}})),
          Map.entry(long[][].class, List.of((Object) new long[][] {{1}, {}})),
          Map.entry(boolean[][].class, List.of((Object) new boolean[][] {{true}, {}})),
          Map.entry(DType.class, List.of(DType.values())),
          Map.entry(String.class, List.of("i->", "i,i", "z,z->q", "ij,jk->ik", "i,i,i", "i,j->ij", "!")),
          Map.entry(Slide.class, List.of(Slide.by(1), Slide.by(3).padded(9), Slide.by(2).dilated(5))),
          Map.entry(RandomGenerator.class, List.of(new SplittableRandom(1))));

  private static final Set<Class<?>> TENSORS = Set.of(Tensor.class, Operand.class, ShapedOperand.class);

  /** The methods whose arguments can be made up here, and which compute something of tensors. */
  static Stream<Method> methods() {
    return Arrays.stream(Tensor.class.getMethods())
        .filter(method -> !method.isBridge() && method.getDeclaringClass() != Object.class && !ASKED.contains(method.getName()))
        .filter(method -> Arrays.stream(method.getParameterTypes()).allMatch(RefusalTest::canBeMade))
        .filter(method -> method.getParameterCount() > 0 || Operand.class.isAssignableFrom(method.getReturnType()));
  }

  private static boolean canBeMade(Class<?> type) {
    return ARGUMENTS.containsKey(type) || TENSORS.contains(type) || type == Tensor[].class || type == List.class;
  }

  private static Object argument(Class<?> type, RandomGenerator random) {
    if (TENSORS.contains(type)) {
      return tensors().get(random.nextInt(tensors().size()));
    }
    if (type == Tensor[].class || type == List.class) {
      Tensor[] several = Stream.generate(() -> argument(Tensor.class, random)).limit(random.nextInt(4)).toArray(Tensor[]::new);
      return type == List.class ? List.of(several) : several;
    }
    List<?> all = Objects.requireNonNull(ARGUMENTS.get(type), () -> "an argument of " + type);
    return all.get(random.nextInt(all.size()));
  }

  private static List<String> names(String method) {
    String snake = method.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    return List.of(method, snake, method.toLowerCase(Locale.ROOT), SIGNS.getOrDefault(method, method));
  }

  private static boolean isNamed(String message, String method) {
    return names(method).stream().anyMatch(name -> message.matches("(?s)" + name + "(\\([A-Z0-9]*\\))?(: | of ).*"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatAMethodRefusesItRefusesInItsOwnName(Method method) throws Exception {
    RandomGenerator random = new SplittableRandom(method.getName().hashCode());
    Set<String> unnamed = new TreeSet<>();
    int refused = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Object receiver = Modifier.isStatic(method.getModifiers()) ? null : argument(Tensor.class, random);
      Object[] arguments = Arrays.stream(method.getParameterTypes()).map(type -> argument(type, random)).toArray();
      try {
        method.invoke(receiver, arguments);
      } catch (InvocationTargetException e) {
        refused++;
        Throwable refusal = e.getTargetException();
        String message = String.valueOf(refusal.getMessage());
        if (!isNamed(message, method.getName())) {
          unnamed.add(refusal.getClass().getSimpleName() + ": " + message);
        }
      }
    }
    assertThat(unnamed).as(method.toString()).isEmpty();
    assertThat(refused > 0).as(method + " refuses something").isNotEqualTo(TAKE_EVERYTHING.contains(method.getName()));
  }

  private static Map<String, Supplier<?>> tooLarge() {
    int max = Integer.MAX_VALUE;
    Tensor v = Tensor.of(1, 2, 3);
    Tensor m = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor many = Tensor.scalar(1).expand(100_000);
    Map<String, Supplier<?>> calls = new LinkedHashMap<>();
    calls.put("matmul: shape (100000, 100000): 10000000000 elements", () -> many.reshape(100_000, 1).matmul(many.reshape(1, 100_000)));
    calls.put("outer: ", () -> many.outer(many));
    calls.put("einsum: ", () -> Tensor.einsum("i,j->ij", many, many));
    calls.put("diagonal_matrix: shape (100000, 100000): 10000000000 elements", many::diagonalMatrix);
    calls.put("one_hot: shape (2, 2000000000): 4000000000 elements", () -> Tensor.indices(0, 1).oneHot(2_000_000_000, DType.F64));
    calls.put("eye: shape (100000, 100000): 10000000000 elements", () -> Tensor.eye(DType.F64, 100_000));
    calls.put("ones: shape (100000, 100000): 10000000000 elements", () -> Tensor.ones(DType.F64, 100_000, 100_000));
    calls.put("repeat: an axis of 6442450941 elements", () -> v.repeat(max));
    calls.put("repeat: shape (100000, 2, 100000, 3): 60000000000 elements", () -> m.repeat(100_000, 100_000));
    calls.put("pad: an axis of 4294967297 elements", () -> v.pad(new int[] {max}, new int[] {max}, 0));
    calls.put("pad: shape (100002, 100003): 10000500006 elements", () -> m.pad(new int[] {100_000, 100_000}, new int[] {0, 0}, 0));
    calls.put("pad: shape (100002, 100000): ", () -> m.pad(new int[] {100_000, 100_000}, new int[] {0, 0}, 1));

    return calls;
  }

  @Test
  void aSizeThatNoTensorHasIsToldWithTheNumberAndInTheNameOfWhoAsked() {
    tooLarge().forEach((message, call) -> assertThatThrownBy(call::get).as(message).hasMessageStartingWith(message).hasMessageContaining("at most"));
  }

  @Test
  void whatDoesNotFitIntoTheHeapIsToldInTheNameOfWhoAsked() {
    Tensor many = Tensor.scalar(1).expand(Shape.MAX_SIZE);
    Map<String, Supplier<?>> calls = new LinkedHashMap<>();
    calls.put("exp", many::exp);
    calls.put("outer", () -> Tensor.scalar(1).expand(45_000).outer(Tensor.scalar(1).expand(45_000)));
    calls.put("ones_like", () -> Tensor.onesLike(many));
    calls.put("repeat", () -> Tensor.of(1, 2).repeat(1_000_000_000));
    calls.forEach(
        (name, call) ->
            assertThatThrownBy(call::get).isInstanceOf(AllocationException.class).hasMessageStartingWith(name + ": no room for "));
  }
}
