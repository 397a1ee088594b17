package glassprop.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Rows as text, and as JSON. */
final class Report {
  private static final String HEADING = "%-14s %12s %6s  %12s %6s  %7s  %6s  %14s  %7s  %s%n"
      .formatted("", "ours µs", "±", "peer µs", "±", "ratio", "peak", "bytes/step", "error", "other threads");

  private Report() {}

  static void heading(PrintWriter out) {
    out.print(HEADING);
    out.flush();
  }

  static void print(PrintWriter out, Row row, double peak) {
    Sample ours = row.ours();
    out.println(String.format(Locale.ROOT, "%-14s %12s %6s  %12s %6s  %7s  %6s  %,14d  %7s  %s",
        row.name(),
        micros(ours),
        percent(ours.spread()),
        row.peer().map(Report::micros).orElse("–"),
        row.peer().map(p -> percent(p.spread())).orElse("–"),
        row.ratio().map(r -> String.format(Locale.ROOT, "%.2f ×", r)).orElse("–"),
        percent(row.peakShare(peak)),
        ours.allocatedBytes(),
        row.errorRatio().map(r -> String.format(Locale.ROOT, "%.2f ×", r)).orElse("–"),
        percent(ours.elsewhere()) + row.peer().map(p -> ", " + percent(p.elsewhere())).orElse("")));
    out.flush();
  }

  /** One object: {@code {"rows":[{"name","threads","ours_us","peer_us","ratio","peak_share","alloc_bytes"}]}}. */
  static String json(List<Row> rows, double peak) {
    return JsonMapper.builder().build()
        .writeValueAsString(Map.of("rows", rows.stream().map(row -> fields(row, peak)).toList()));
  }

  private static Map<String, Object> fields(Row row, double peak) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", row.name());
    fields.put("threads", row.threads());
    fields.put("ours_us", row.ours().median() / 1e3);
    fields.put("peer_us", row.peer().map(p -> p.median() / 1e3).orElse(null));
    fields.put("ratio", row.ratio().orElse(null));
    fields.put("peak_share", row.peakShare(peak));
    fields.put("alloc_bytes", row.ours().allocatedBytes());
    return fields;
  }

  private static String micros(Sample sample) {
    return String.format(Locale.ROOT, "%,.1f", sample.median() / 1e3);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
