package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Sample OURS = new Sample(2_000, 1_900, 2_100, 9, 128, 0.01);
  private static final Sample PEER = new Sample(5_000, 4_900, 5_100, 9, 0, 0);
  private static final double PEAK = 1e11;

  private final StringWriter text = new StringWriter();
  private final Report report = new Report(new PrintWriter(text), PEAK, 1);

  @Test
  void jsonHasTheRowsWithRatioAndShareOfThePeak() {
    Row row = new Row("tiny", 1, 100_000, OURS, Optional.empty(), Optional.of(PEER), Optional.of(1.5));
    assertThat(report.json(List.of(row))).isEqualTo(
        "{\"rows\":[{\"name\":\"tiny\",\"threads\":1,\"ours_us\":2.0,\"peer_us\":5.0,\"ratio\":2.5,\"speedup\":null,\"peak_share\":0.5,\"alloc_bytes\":128}]}");
  }

  @Test
  void withoutAPeerItsFieldsAreNull() {
    Row row = new Row("matmul-64", 2, 100_000, OURS, Optional.of(PEER), Optional.empty(), Optional.empty());
    assertThat(report.json(List.of(row))).isEqualTo(
        "{\"rows\":[{\"name\":\"matmul-64\",\"threads\":2,\"ours_us\":2.0,\"peer_us\":null,\"ratio\":null,\"speedup\":2.5,\"peak_share\":0.25,\"alloc_bytes\":128}]}");
  }

  @Test
  void aRowMeasuredWhileTheCompilerWorkedIsCalledDoubtful() {
    report.add(new Row("tiny", 1, 100_000, OURS, Optional.empty(), Optional.empty(), Optional.empty()));
    report.end();
    assertThat(text.toString()).doesNotContain("repeat");
    report.add(new Row("tiny", 1, 100_000, new Sample(2_000, 1_900, 2_100, 9, 128, 0.5), Optional.empty(), Optional.empty(), Optional.empty()));
    report.end();
    assertThat(text.toString()).contains("repeat with more --seconds");
  }
}
