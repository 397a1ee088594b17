package glassprop.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import glassprop.array.NdArray;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Saves in processes of their own, which are killed or compete. */
@Tag("slow")
@Timeout(300)
class KilledSaveTest {
  @TempDir Path folder;

  @Test
  void killAtAnyPointLeavesTheOldFileOrTheNewOne() throws Exception {
    List<String> points = new ArrayList<>();
    String point = "";
    for (int n = 0; !point.equals("done"); n++) {
      Path path = folder.resolve("model-" + n);
      Safetensors.write(path, Fixtures.model(1), Map.of());
      point = killedAt(n, path);
      points.add(point);

      NdArray step = Objects.requireNonNull(Safetensors.read(path).tensors().get("step"));
      boolean renamed = point.equals("RENAMED") || point.equals("done");
      assertThat(step.get()).as("after a kill at " + points).isEqualTo(renamed ? 2 : 1);
      if (!renamed) {
        assertThat(Fixtures.names(folder)).as("after a kill at " + points).anyMatch(name -> name.endsWith(".tmp"));
      }
      Safetensors.write(path, Fixtures.model(3), Map.of());
      assertThat(Fixtures.names(folder)).as("after the next save").noneMatch(name -> name.endsWith(".tmp"));
    }
    assertThat(points).contains("CREATED", "WRITTEN", "FLUSHED", "RENAMED", "done");
    assertThat(points.stream().filter("WRITING"::equals).count()).isGreaterThan(5);
  }

  private static String killedAt(int n, Path path) throws Exception {
    Process process = Fixtures.java(SavingProcess.class, "stop", path.toString(), Integer.toString(n));
    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return String.valueOf(out.readLine());
    } finally {
      process.destroyForcibly(); // SIGKILL
      process.waitFor();
    }
  }

  @Test
  void ofTwoProcessesThatSaveToOnePathOneWinsWhole() throws Exception {
    Path path = folder.resolve("model");
    Safetensors.write(path, SavingProcess.large(1), Map.of());
    List<Process> processes = new ArrayList<>();
    for (String number : List.of("1", "2")) {
      processes.add(Fixtures.java(SavingProcess.class, "repeat", path.toString(), number));
    }
    do { // readers see a whole file at any time, too
      NdArray w = Objects.requireNonNull(Safetensors.read(path).tensors().get("w"));
      assertThat(w.get(0)).isIn(1.0, 2.0);
      for (float x : w.floats()) {
        if (x != w.floats()[0]) {
          throw new AssertionError("a mix of two files");
        }
      }
    } while (processes.stream().anyMatch(Process::isAlive));
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(Fixtures.names(folder)).containsExactly("model");
  }
}
