package glassprop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import glassprop.Tensor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The order of arguments of everything that a tensor can do along axes: one axis is the first argument, several are the last, since Java
 * wants a list of any length there. Two whole numbers that are exchanged are no error to the compiler, so nobody may have to look it up.
 */
class ArgumentOrderTest {
  private static final Path SOURCES = Path.of("src/main/java").toAbsolutePath();

  @Test
  void oneAxisIsTheFirstArgumentAndSeveralAreTheLast() throws IOException {
    Set<String> along = new TreeSet<>();
    List<String> outOfOrder = new ArrayList<>();
    for (MethodTree method : methodsOfTensors()) {
      List<String> names = method.getParameters().stream().map(parameter -> parameter.getName().toString()).toList();
      boolean one = names.contains("axis");
      boolean several = names.contains("axes");
      if (one || several) {
        along.add(method.getName().toString());
      }
      if ((one && names.indexOf("axis") != 0) || (several && names.indexOf("axes") != names.size() - 1)) {
        outOfOrder.add(method.getName() + "(" + String.join(", ", names) + ")");
      }
    }
    assertThat(outOfOrder).isEmpty();
    assertThat(along).contains("sum", "norm", "softmax", "slice", "gather", "scatterAdd", "chunk", "topk", "roll", "sort", "concat");
  }

  /** The sources of the public methods of {@link Tensor}, wherever they are declared. */
  private static List<MethodTree> methodsOfTensors() throws IOException {
    Set<String> api =
        Arrays.stream(Tensor.class.getMethods()).filter(method -> !method.isSynthetic()).map(ArgumentOrderTest::signature)
            .collect(Collectors.toSet());
    List<Path> sources =
        Arrays.stream(Tensor.class.getMethods()).filter(method -> !method.isSynthetic()).map(Method::getDeclaringClass).distinct()
            .filter(type -> type.getName().startsWith("glassprop"))
            .map(type -> SOURCES.resolve(type.getName().replace('.', '/') + ".java")).toList();
    List<MethodTree> found = new ArrayList<>();
    var javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask) javac.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
            if (api.contains(signature(node))) {
              found.add(node);
            }
            return null;
          }
        }.scan(unit, null);
      }
    }
    return found;
  }

  private static String signature(Method method) {
    return method.getName() + method.getParameterCount() + Modifier.isStatic(method.getModifiers());
  }

  private static String signature(MethodTree method) {
    boolean isStatic = method.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC);
    return method.getName().toString() + method.getParameters().size() + isStatic;
  }
}
