package glassprop.lens.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every starter compiles and fails its trials, every solution passes them. One compiler task for all of each. */
class ProgramsTest {
  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> everyStarterCompilesAndFailsBefore() throws Exception {
    return tests(Programs::starter, (exercise, outcomes) -> {
      assertThat(outcomes).as(exercise.id()).anyMatch(outcome -> !outcome.passed());
      assertThat(outcomes).as("%s says what is to do", exercise.id()).anyMatch(o -> o.problem().contains("TODO"));
    });
  }

  @TestFactory
  List<DynamicTest> everySolutionPasses() throws Exception {
    return tests(
        Programs::solution,
        (exercise, outcomes) -> assertThat(outcomes).as(exercise.id()).isNotEmpty().allMatch(Trials.Outcome::passed));
  }

  private interface Expectation {
    void check(Exercise exercise, List<Trials.Outcome> outcomes);
  }

  private List<DynamicTest> tests(Function<Exercise, String> program, Expectation expectation) throws Exception {
    List<Exercise> exercises = Course.all().stream().filter(Exercise::code).toList();
    List<JavaFileObject> sources = new ArrayList<>();
    for (Exercise exercise : exercises) {
      sources.add(source(exercise.id(), program.apply(exercise)));
      sources.add(source(Programs.trialsClass(exercise), Programs.trials(exercise)));
    }
    compile(sources);
    URL[] classes = {folder.toUri().toURL()};
    URLClassLoader loader = new URLClassLoader(classes, Trials.class.getClassLoader());
    return exercises.stream()
        .map(exercise -> dynamicTest(exercise.id(), () -> expectation.check(exercise, outcomes(loader, exercise)))).toList();
  }

  private static List<Trials.Outcome> outcomes(ClassLoader loader, Exercise exercise) throws ReflectiveOperationException {
    var trials = loader.loadClass(Programs.trialsClass(exercise)).getDeclaredMethod("trials");
    trials.setAccessible(true);
    return ((Trials) trials.invoke(null)).outcomes();
  }

  private void compile(List<JavaFileObject> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    String classPath = Stream.of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path"))
        .filter(path -> path != null && !path.isEmpty()).collect(Collectors.joining(System.getProperty("path.separator")));
    List<String> options = List.of("-d", folder.toString(), "-proc:none", "-cp", classPath);
    try (var files = compiler.getStandardFileManager(problems, null, null)) {
      assertThat(compiler.getTask(null, files, problems, options, null, sources).call())
          .as("%s", problems.getDiagnostics()).isTrue();
    }
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
