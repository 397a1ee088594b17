package glassprop.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.nn.data.Classes;
import glassprop.nn.data.NumberColumn;
import glassprop.nn.data.Problem;
import glassprop.nn.data.Table;
import glassprop.nn.data.Task;
import glassprop.nn.layer.Dense;
import glassprop.nn.layer.Sequential;
import glassprop.nn.network.Architecture;
import glassprop.nn.network.Layer;
import glassprop.nn.network.Network;
import glassprop.nn.network.Scope;
import glassprop.nn.network.Training;
import glassprop.nn.optim.Equations;
import glassprop.nn.optim.Optimizer;
import glassprop.nn.optim.Sgd;
import glassprop.nn.train.Examples;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A null that nobody said may be null is refused in words, at once, by every public method and constructor. */
class NullArgumentTest {
  private static final int DEEPEST = 5;

  /** What the library makes, and others only read. */
  private static final Set<String> RESULTS =
      Set.of(
          "ValueAndGradients", "ValueAndTangent", "Entry", "Tape", "Constant", "Element", "Report", "Slope", "OfClass", "ClassScores", "LayerFlow",
          "OfClasses", "OfQuantity", "TrainingResult", "Started", "EpochDone", "Stopped", "Runs", "Description", "Use", "Row");

  /** What cannot be called here with anything but null, since its parts are made by reading files or by other packages. */
  private static final Set<String> UNTRIED =
      Set.of(
          "Step.keeps", "Step.saved", "Storage.release", "ImageEncoder.encode", "ImageEncoder.encodeFloats", "Split.of",
          "Model.predict", "Model.save", "Trainer.run");

  /** What takes anything, or words for a message. */
  private static final Set<String> EXEMPT = Set.of("equals", "valueOf", "axisSize", "epoch", "reach");

  private static final Network NETWORK = Architecture.of(Sequential.of(Activation.TANH, new Dense(2)), DType.F64, 2).initialized(1);

  @TempDir private Path folder;

  static Stream<Class<?>> classes() {
    List<Class<?>> found = new ArrayList<>();
    for (JavaClass each : new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("glassprop", "glassprop.array", "glassprop.check", "glassprop.nn")) {
      boolean exported = each.getPackageName().matches("glassprop|glassprop\\.(array|check|nn.*)");
      if (exported && !Throwable.class.isAssignableFrom(each.reflect()) && !RESULTS.contains(each.getSimpleName()) && Modifier.isPublic(each.reflect().getModifiers()) && isReachable(each.reflect())) {
        found.add(each.reflect());
      }
    }
    return found.stream().sorted(Comparator.comparing(Class::getName));
  }

  private static boolean isReachable(Class<?> type) {
    return Modifier.isPublic(type.getModifiers()) && (type.getEnclosingClass() == null || isReachable(type.getEnclosingClass()));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void aNullIsRefusedInWords(Class<?> type) {
    Set<String> silent = new TreeSet<>();
    Set<String> untried = new TreeSet<>();
    Stream.concat(Arrays.stream(type.getConstructors()), Arrays.stream(type.getMethods()))
        .filter(member -> member.getDeclaringClass() != Object.class && !member.isSynthetic() && !Modifier.isAbstract(member.getModifiers()))
        .filter(member -> !EXEMPT.contains(member.getName()) && !member.getName().startsWith("require") && member.getDeclaringClass().getName().startsWith("glassprop"))
        .filter(member -> !member.getName().equals("apply") || !Layer.class.isAssignableFrom(type)) // its place calls it, and checks
        .filter(Executable::trySetAccessible)
        .filter(member -> member instanceof Method || !Modifier.isAbstract(type.getModifiers()))
        .forEach(member -> tryNulls(type, member, silent, untried));
    assertThat(silent).isEmpty();
    assertThat(untried).isSubsetOf(UNTRIED);
  }

  private void tryNulls(Class<?> type, Executable member, Set<String> silent, Set<String> untried) {
    for (int slot = 0; slot < member.getParameterCount(); slot++) {
      if (member.getParameterTypes()[slot].isPrimitive() || isNullable(member, slot)) {
        continue;
      }
      Object receiver = member instanceof Constructor || Modifier.isStatic(member.getModifiers()) ? null : valid(type, 0);
      if (receiver == null && member instanceof Method && !Modifier.isStatic(member.getModifiers())) {
        untried.add(member.getDeclaringClass().getSimpleName() + "." + member.getName());
        continue;
      }
      @Nullable Object[] arguments = new @Nullable Object[member.getParameterCount()];
      boolean complete = true;
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = i == slot ? null : valid(member.getGenericParameterTypes()[i], 0);
        complete &= i == slot || arguments[i] != null;
      }
      if (!complete) {
        untried.add(member.getDeclaringClass().getSimpleName() + "." + member.getName());
        continue;
      }
      String told = told(member, receiver, arguments);
      if (!told.isEmpty()) {
        silent.add(member.toString().replaceAll("glassprop\\.([a-z]+\\.)*", "").replaceAll("java\\.([a-z]+\\.)*", "") + " [" + slot + "]: " + told);
      }
    }
  }

  /**
   * What is wrong with how a call ends: it ends well, or the null came as far as the JDK, which names nothing that the caller knows. The JVM's own
   * words for a null that our code was given name the parameter.
   */
  private static String told(Executable member, @Nullable Object receiver, @Nullable Object[] arguments) {
    try {
      if (member instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else {
        ((Method) member).invoke(receiver, arguments);
      }
      return "accepted";
    } catch (InvocationTargetException e) {
      Throwable cause = e.getTargetException();
      boolean words = cause.getMessage() != null && cause.getMessage().contains(", came null");
      boolean deep = cause instanceof NullPointerException && cause.getStackTrace()[0].getClassName().startsWith("java.");
      return words || !deep ? "" : "from inside the JDK: " + cause.getMessage();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isNullable(Executable member, int slot) {
    return Arrays.stream(member.getParameters()[slot].getAnnotatedType().getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }

  /** Some value of a type, or null if none can be made up. */
  private @Nullable Object valid(Type generic, int depth) {
    Class<?> type = generic instanceof Class<?> c ? c : generic instanceof ParameterizedType p ? (Class<?>) p.getRawType() : Tensor.class;
    if (depth > DEEPEST) {
      return null;
    }
    if (generic instanceof ParameterizedType p && Collection.class.isAssignableFrom(type)) {
      Object element = valid(p.getActualTypeArguments()[0], depth + 1);
      return element == null ? List.of() : type == Set.class ? Set.of(element) : List.of(element);
    }
    Object known = known(type);
    if (known != null) {
      return known;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, valid(type.getComponentType(), depth + 1));
      return array;
    }
    if (type.isInterface() && !type.isSealed()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type},
          (proxy, method, arguments) -> method.isDefault()
              ? java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments)
              : method.getReturnType() == void.class ? null : valid(method.getGenericReturnType(), depth + 1));
    }
    if (type.isSealed() && (type.isInterface() || Modifier.isAbstract(type.getModifiers()))) {
      return Arrays.stream(type.getPermittedSubclasses()).map(c -> valid(c, depth + 1)).filter(v -> v != null).findFirst().orElse(null);
    }
    return made(type, depth);
  }

  private @Nullable Object made(Class<?> type, int depth) {
    List<Executable> makers = new ArrayList<>(List.of(type.getConstructors()));
    Arrays.stream(type.getMethods())
        .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getReturnType() == type)
        .forEach(makers::add);
    makers.sort(Comparator.comparingInt(Executable::getParameterCount));
    for (Executable maker : makers) {
      @Nullable Object[] arguments = new @Nullable Object[maker.getParameterCount()];
      Arrays.setAll(arguments, i -> valid(maker.getGenericParameterTypes()[i], depth + 1));
      try {
        Object value = maker instanceof Constructor<?> c ? c.newInstance(arguments) : ((Method) maker).invoke(null, arguments);
        if (value != null) {
          return value;
        }
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // another maker may do
      }
    }
    return null;
  }

  private @Nullable Object known(Class<?> type) {
    double[] numbers = {1, 2, 3};
    Table table =
        new Table("file", List.of(new NumberColumn("a", numbers), new NumberColumn("b", numbers)), new int[] {2, 3, 4}, List.of());
    Map<Class<?>, Object> values =
        Map.ofEntries(
            Map.entry(int.class, 1), Map.entry(long.class, 1L), Map.entry(double.class, 0.5), Map.entry(float.class, 0.5f),
            Map.entry(boolean.class, false), Map.entry(byte.class, (byte) 1), Map.entry(char.class, ','), Map.entry(String.class, "a"),
            Map.entry(Tensor.class, Tensor.of(1, 2).tracked().sum()), Map.entry(Shape.class, Shape.of(2)), Map.entry(DType.class, DType.F64),
            Map.entry(NdArray.class, Tensor.of(1, 2).array()), Map.entry(Path.class, folder.resolve("file")), Map.entry(Object.class, "a"),
            Map.entry(RandomGenerator.class, new SplittableRandom(1)), Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()), Map.entry(Map.class, Map.of()), Map.entry(InputStream.class, InputStream.nullInputStream()),
            Map.entry(OutputStream.class, OutputStream.nullOutputStream()), Map.entry(Reader.class, Reader.nullReader()),
            Map.entry(int[].class, new int[] {0}), Map.entry(Writer.class, Writer.nullWriter()), Map.entry(Table.class, table),
            Map.entry(Problem.class, Problem.of(table, "a", Task.REGRESSION)), Map.entry(Classes.class, new Classes("a", List.of("0", "1"), true)),
            Map.entry(Examples.class, new Examples(Tensor.of(new double[][] {{1}, {2}}), Tensor.of(new double[][] {{1}, {2}}))),
            Map.entry(Network.class, NETWORK), Map.entry(Training.class, NETWORK.training(1)), Map.entry(Scope.class, NETWORK.run(scope -> scope)),
            Map.entry(Layer.class, Activation.TANH),
            Map.entry(Equations.Statement.class, Equations.of("Test", 0.1)),
            Map.entry(Optimizer.class, new Optimizer(new Sgd(0.1, 0), NETWORK.parameters())));
    return values.get(type);
  }
}
