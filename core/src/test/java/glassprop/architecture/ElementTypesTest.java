package glassprop.architecture;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import glassprop.array.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the code decides by the type of numbers, it decides for all types: a new one is met by the compiler, and no loop is written twice. */
class ElementTypesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** One of the types of floating-point numbers, told from all others: what is not F32 would then be taken for F64. */
  private static final Pattern ONE_AGAINST_THE_REST =
      Pattern.compile("[!=]= *DType\\.(" + floats() + ")\\b|\\bDType\\.(" + floats() + ") *[!=]=");

  /** Sources that may ask for one type: it is all that they serve, and what is not that type is refused, left out or converted by its own name. */
  private static final Set<String> ONE_TYPE = Set.of(
      "Agreement.java", // disturbs numbers of derivations, which are in float64
      "Computation.java", // writes out constants of float64, which alone stand in a formula as they are
      "TorchTensors.java", // converts from float64 to whatever type is wanted
      "Finite.java", // words of a message
      "TextForm.java", // describes a network over float32 inputs unless they are float64
      "Bounds.java", // smallest normal numbers, rounded as the loops round them
      "PreparedRule.java"); // hyperparameters, rounded as the loops round them

  /** Loops that stand in both types by hand. */
  private static final Set<String> BOTH_TYPES = Set.of(
      "Conversion.java", // from each type to each: every pair rounds in its own way
      "FmaPeak.java"); // measures registers, and computes nothing

  private static String floats() {
    return Arrays.stream(DType.values()).filter(DType::isFloat).map(DType::name).collect(Collectors.joining("|"));
  }

  @Test
  void noCodeTakesWhatIsNotOneTypeForAnother() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path source : sources()) {
      if (!ONE_TYPE.contains(source.getFileName().toString())) {
        Files.readAllLines(source).stream().filter(line -> ONE_AGAINST_THE_REST.matcher(line).find())
            .forEach(line -> found.add(ROOT.relativize(source) + ": " + line.strip()));
      }
    }
    assertThat(found).as("ask for DType.precision(), or switch over all types").isEmpty();
  }

  @Test
  void noLoopIsWrittenTwiceForTwoTypesOfNumbers() throws IOException {
    List<String> found = new ArrayList<>();
    var javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      var sources = files.getJavaFileObjectsFromPaths(sources().stream().filter(source -> !BOTH_TYPES.contains(source.getFileName().toString())).toList());
      JavacTask task = (JavacTask) javac.getTask(null, files, null, List.of("-proc:none"), null, sources);
      for (CompilationUnitTree unit : task.parse()) {
        found.addAll(twins(unit));
      }
    }
    assertThat(found).as("state the loop in RealKernels or Cells").isEmpty();
  }

  @Test
  void twinsAreFoundWhateverTheyAreCalledAndRounded() {
    String single = "static float sumOfFloats(float[] x) { double s = 0; for (float a : x) { s += a * 1.5f; } return (float) s; }";
    String other = "static double sumOfDoubles(double[] x) { double s = 0; for (double a : x) { s += a * 1.5; } return s; }";

    assertThat(inOneType(single)).isEqualTo(inOneType(other));
    assertThat(inOneType(single)).isNotEqualTo(inOneType(other.replace("+=", "-=")));
  }

  /** Methods with loops that differ in the type of numbers alone, as a whole or in their parameters. */
  private static List<String> twins(CompilationUnitTree unit) {
    List<MethodTree> loops = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
        node.getMembers().stream().filter(MethodTree.class::isInstance).map(MethodTree.class::cast).filter(ElementTypesTest::hasLoop).forEach(loops::add);
        return super.visitClass(node, null);
      }
    }.scan(unit, null);
    return Stream.<Function<MethodTree, String>>of(method -> inOneType(method.toString()), ElementTypesTest::signature)
        .flatMap(key -> loops.stream().collect(groupingBy(key)).values().stream())
        .filter(same -> same.stream().map(ElementTypesTest::parameterTypes).distinct().count() > 1)
        .map(same -> ROOT.relativize(Path.of(unit.getSourceFile().toUri())) + ": " + same.getFirst().getName())
        .distinct()
        .toList();
  }

  /** Name and types of parameters, whatever the type of numbers. */
  private static String signature(MethodTree method) {
    return inOneType(method.getName() + parameterTypes(method));
  }

  private static String parameterTypes(MethodTree method) {
    return method.getParameters().stream().map(parameter -> parameter.getType().toString()).toList().toString();
  }

  private static String inOneType(String code) {
    return code.replace("(float)", "").replaceAll("(?i)floats?|doubles?", "real").replaceAll("(\\d\\.\\d+)[fFdD]\\b", "$1").replaceAll("\\s+", "");
  }

  private static boolean hasLoop(Tree tree) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree node, @Nullable Void nothing) {
        found[0] |= node instanceof ForLoopTree || node instanceof EnhancedForLoopTree || node instanceof WhileLoopTree || node instanceof DoWhileLoopTree;
        return super.scan(node, null);
      }
    }.scan(tree, null);
    return found[0];
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path folder : modules.map(module -> module.resolve("src/main/java")).filter(Files::isDirectory).sorted().toList()) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    assertThat(sources).isNotEmpty();
    return sources;
  }
}
