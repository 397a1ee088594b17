package glassprop.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Rows as a table that grows while they are measured, and as JSON. */
final class Report {
  private static final String COLUMNS = "%-12s %12s %6s %12s %6s %8s %7s %12s %7s %8s";
  private static final String NOTHING = "–";

  /** Other threads' processor time, relative to the measuring one's, above which a row with one thread is doubtful. */
  private static final double DOUBTFUL = 0.1;

  private final PrintWriter out;
  private final double peak;
  private final int threads;
  private boolean doubtful;

  /**
   * @param peak floating-point operations per second of one core
   * @param threads of each side
   */
  Report(PrintWriter out, double peak, int threads) {
    this.out = out;
    this.peak = peak;
    this.threads = threads;
  }

  void begin(Library ours, Optional<Peer> peer, Clock clock) {
    line("ours: " + ours.description());
    peer.ifPresent(p -> line("peer: " + p.description()));
    line(String.format(Locale.ROOT, "FMA peak of one core: %.1f GFLOP/s in float32", peak * 1e-9));
    line("time: medians of batches by turns, in µs; " + clock.description());
    line("");
    line(String.format(Locale.ROOT,
            COLUMNS, "", "ours", "±", "peer", "±", "ratio", "of peak", "bytes", "error", threads == 1 ? "elsewhere" : "speedup"));
  }

  /** Prints the row, and returns it. */
  Row add(Row row) {
    Sample ours = row.ours();
    line(String.format(Locale.ROOT, COLUMNS,
        row.name(),
        micros(ours), percent(ours.spread()),
        or(row.peer(), Report::micros), or(row.peer(), peer -> percent(peer.spread())),
        or(row.ratio(), Report::times),
        percent(row.peakShare(peak)),
        String.format(Locale.ROOT, "%,d", ours.allocatedBytes()),
        or(row.errorRatio(), Report::times),
        row.speedup().map(Report::times).orElse(percent(ours.elsewhere()))));
    doubtful |= row.threads() == 1 && ours.elsewhere() > DOUBTFUL;
    return row;
  }

  void heap(Net net, long bytes) {
    line(String.format(Locale.ROOT, "  peak heap %,d MB, %.2f × its parameters, gradients and activations (%,d MB)",
        bytes >> 20, bytes / (double) net.leastBytes(), net.leastBytes() >> 20));
  }

  void end() {
    line("");
    line("ratio: peer ÷ ours; bytes: allocated per run; error: ours against float64 ÷ the peer's;");
    line(threads == 1
        ? "elsewhere: processor time of other threads of this process during our batches, relative to the measuring thread's"
        : "speedup: ours on one thread ÷ ours");
    if (doubtful) {
      line("Where elsewhere is above 10%, the JIT compiler was still at work, and our time is too long: repeat with more --seconds.");
    }
  }

  /** One object: {@code {"rows":[{"name","threads","ours_us","peer_us","ratio","speedup","peak_share","alloc_bytes"}]}}; null for what was not measured. */
  String json(List<Row> rows) {
    return JsonMapper.builder().build().writeValueAsString(Map.of("rows", rows.stream().map(this::fields).toList()));
  }

  private Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", row.name());
    fields.put("threads", row.threads());
    fields.put("ours_us", row.ours().median() / 1e3);
    fields.put("peer_us", row.peer().map(peer -> peer.median() / 1e3));
    fields.put("ratio", row.ratio());
    fields.put("speedup", row.speedup());
    fields.put("peak_share", row.peakShare(peak));
    fields.put("alloc_bytes", row.ours().allocatedBytes());
    return fields;
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  private static <T> String or(Optional<T> value, Function<T, String> text) {
    return value.map(text).orElse(NOTHING);
  }

  private static String micros(Sample sample) {
    return String.format(Locale.ROOT, "%,.1f", sample.median() / 1e3);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f ×", ratio);
  }
}
