package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Programs of exercises and their trials, compiled by one task into a folder. */
final class Compiled {
  private final ClassLoader loader;

  private Compiled(ClassLoader loader) {
    this.loader = loader;
  }

  static Compiled of(Map<Exercise, String> programs, Path folder) throws IOException {
    List<JavaFileObject> sources = programs.entrySet().stream().flatMap(entry -> Stream.of(
        source(entry.getKey().id(), entry.getValue()), source(Programs.trialsClass(entry.getKey()), Programs.trials(entry.getKey())))).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    String classPath = Stream.of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path"))
        .filter(path -> path != null && !path.isEmpty()).collect(Collectors.joining(System.getProperty("path.separator")));
    List<String> options = List.of("-d", folder.toString(), "-proc:none", "-cp", classPath);
    try (var files = compiler.getStandardFileManager(problems, null, null)) {
      assertThat(compiler.getTask(null, files, problems, options, null, sources).call())
          .as("%s", problems.getDiagnostics()).isTrue();
    }
    return new Compiled(new URLClassLoader(new URL[] {folder.toUri().toURL()}, Trials.class.getClassLoader()));
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** What becomes of an exercise's trials. */
  List<Trials.Outcome> outcomes(Exercise exercise) throws ReflectiveOperationException {
    var trials = loader.loadClass(Programs.trialsClass(exercise)).getDeclaredMethod("trials");
    trials.setAccessible(true);
    return ((Trials) trials.invoke(null)).outcomes();
  }
}
