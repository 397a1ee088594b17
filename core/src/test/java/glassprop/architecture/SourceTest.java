package glassprop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What every main source must have, in every module: the compiler can't ask for it without asking for more. */
class SourceTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path folder : mainSources().map(Path::getParent).distinct().toList()) {
      Path info = folder.resolve("package-info.java");
      if (Files.exists(folder.resolve("module-info.java"))) {
        continue;
      }
      if (!Files.exists(info)) {
        missing.add(ROOT.relativize(info) + " does not exist");
      } else if (!Files.readString(info).startsWith("/**")) {
        missing.add(ROOT.relativize(info) + " does not begin with a comment");
      } else if (!Files.readString(info).contains("@NullMarked")) {
        missing.add(ROOT.relativize(info) + " is not @NullMarked");
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyPublicElementHasAComment() throws IOException {
    List<String> missing = new ArrayList<>();
    var javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      var sources = files.getJavaFileObjectsFromPaths(mainSources().toList());
      JavacTask task = (JavacTask) javac.getTask(null, files, null, List.of("-proc:none"), null, sources);
      for (CompilationUnitTree unit : task.parse()) {
        new UncommentedApi(task, unit, missing).scan(unit, null);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyWordOfTheGlossaryIsAClass() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (Path source : everySource()) {
      classes.add(source.getFileName().toString().replace(".java", ""));
    }
    classes.add("Passage"); // a part of Fused
    List<String> missing =
        Files.readAllLines(ROOT.resolve("docs/glossary.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| word"))
            .flatMap(row -> Pattern.compile("`([\\w.]+)`").matcher(row.split("\\|", -1)[2]).results())
            .map(word -> word.group(1).substring(word.group(1).lastIndexOf('.') + 1))
            .filter(name -> Character.isUpperCase(name.charAt(0)) && !classes.contains(name))
            .toList();

    assertThat(missing).isEmpty();
  }

  private static List<Path> everySource() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.toString().endsWith(".java") && ROOT.relativize(file).toString().contains("src/")).toList();
    }
  }

  private static Stream<Path> mainSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path folder : modules.map(module -> module.resolve("src/main/java")).filter(Files::isDirectory).sorted().toList()) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    assertThat(sources).isNotEmpty();
    return sources.stream();
  }
}
